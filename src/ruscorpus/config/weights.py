"""Files of learned weights: JSON, one feature a line, so that a change of a model can be read as a diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import VERSION as PYDANTIC
from pydantic import Field, ValidationError, model_validator

from ruscorpus.compact import ByKind, Packed, Rows
from ruscorpus.config.base import Strict, Text
from ruscorpus.linear import LinearModel
from ruscorpus.prepared import Form, prepared
from ruscorpus.problems import ConfigError, Problem, printable
from ruscorpus.resources import is_packaged
from ruscorpus.trees import Trees

if TYPE_CHECKING:
    from pathlib import Path


class Weights(Strict):
    """One model as it stands in the file."""

    bias: float = Field(ge=-1_000, le=1_000)
    threshold: float = Field(ge=0, le=1)
    """From which probability on the model says yes."""
    weights: dict[str, Annotated[float, Field(ge=-1_000, le=1_000)]]
    """Weights count with four decimals; a hundred of the heaviest can be added up."""


class WeightsFile(Strict):
    """A file of models by name: the command that wrote it, and what it learnt from."""

    schema_: Literal["ruscorpus/weights/1"] = Field(alias="schema")
    made_by: Text
    made_from: Text
    models: dict[str, Weights]

    @classmethod
    def kept(cls, plain: dict[str, Any]) -> dict[str, Any]:
        """Return the form in which the file's content is kept for the next start."""
        return plain

    @classmethod
    def of_kept(cls, kept: dict[str, Any]) -> dict[str, Any]:
        """Return the values of the fields out of that form."""
        models = {name: Weights.model_construct(**each) for name, each in kept["models"].items()}
        return kept | {"models": models}


Finite = Annotated[float, Field(allow_inf_nan=False)]


class BoostedTrees(Strict):
    """Trees as they stand in the file: one in a line, in the form that :mod:`ruscorpus.trees` tells."""

    bias: Finite
    trees: tuple[tuple[Finite | tuple[Text, Finite], ...], ...]

    @model_validator(mode="after")
    def _is_whole(self) -> BoostedTrees:
        Trees(self.bias, self.trees)
        return self

    def asked(self) -> set[str]:
        """Return the names of the numbers that the trees ask for."""
        return {part[0] for tree in self.trees for part in tree if isinstance(part, tuple)}


class EventWeights(WeightsFile):
    """The weights of the judge of events.

    ``gate`` tells which heads are worth a look, ``reading`` what they tell. A feature counts for all types of
    event, ``AID|…`` for that type alone. ``words`` are words that annotated texts tie to a type. ``review``
    weighs what all heads of a sentence tell once more, together; without it ``reading`` has the last word.
    """

    words: dict[Text, tuple[Text, ...]]
    frames: tuple[Text, ...]
    """The frames that were there when it was learned. Events of any other stand as the rules read them."""
    keep: float = Field(ge=0, le=1)
    """From which probability on an event of the rules stands; others need the threshold of ``reading``."""
    review: BoostedTrees | None = None

    @model_validator(mode="after")
    def _has_both(self) -> EventWeights:
        missing = {"gate", "reading"} - set(self.models)
        if missing:
            raise ValueError(f"there is no model {min(missing)!r}")
        return self

    @classmethod
    def kept(cls, plain: dict[str, Any]) -> dict[str, Any]:
        """Return the weights by feature: of most features none is asked for."""
        models = {
            name: each | {"weights": tuple(ByKind.pack(each["weights"]))}
            for name, each in plain["models"].items()
        }
        return plain | {"models": models}

    @classmethod
    def of_kept(cls, kept: dict[str, Any]) -> dict[str, Any]:
        """Return the fields, weights looked up by feature."""
        models = {
            name: Weights.model_construct(**each | {"weights": ByKind(Packed(*each["weights"]))})
            for name, each in kept["models"].items()
        }
        return kept | {"models": models, "review": _trees(kept["review"])}


class DateWeights(WeightsFile):
    """The weights that choose the date of an event: ``date``, a weight for each clue and fact."""

    @model_validator(mode="after")
    def _has_it(self) -> DateWeights:
        if "date" not in self.models:
            raise ValueError("there is no model 'date'")
        return self


class CodeModel(Strict):
    """What the file says of a code beside its weights."""

    bias: Finite
    facet: Text
    share: float = Field(ge=0, le=1)
    """On so many of the units that were learned from the code stood."""


Hundredths = Annotated[int, Field(ge=-400_000, le=400_000)]
"""In this range thousands can be added up in the bits that :mod:`ruscorpus.coding.models` has for a code."""


class CodingWeights(Strict):
    """The weights of codes: a row a feature, with its weight for each code in the order of ``codes``.

    ``review`` weighs what all codes of a unit and of those around it say once more, together; without it
    the weights have the last word.
    """

    schema_: Literal["ruscorpus/code-weights/1"] = Field(alias="schema")
    made_by: Text
    made_from: Text
    threshold: float = Field(ge=0, le=1)
    """From which probability on a unit gets a code."""
    surer: dict[Text, Annotated[float, Field(ge=0, le=1)]] = Field(default_factory=dict)
    """The same for codes of facets that ask for more: a claim put into an author's mouth harms most."""
    codes: dict[Text, CodeModel]
    weights: dict[str, tuple[Hundredths, ...]]
    review: BoostedTrees | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> CodingWeights:
        if not self.codes:
            raise ValueError("there are no codes")
        for feature, row in self.weights.items():
            if len(row) != len(self.codes):
                raise ValueError(f"{feature!r} has {len(row)} weights for {len(self.codes)} codes")
        unknown = self.surer.keys() - {model.facet for model in self.codes.values()}
        if unknown:
            raise ValueError(f"no code is of the facet {min(unknown)!r}, which asks for more")
        return self

    @classmethod
    def kept(cls, plain: dict[str, Any]) -> dict[str, Any]:
        """Return the rows as bytes: of most features none is asked for."""
        return plain | {"weights": tuple(Rows.pack(plain["weights"]))}

    @classmethod
    def of_kept(cls, kept: dict[str, Any]) -> dict[str, Any]:
        """Return the fields, rows looked up by feature."""
        codes = {name: CodeModel.model_construct(**each) for name, each in kept["codes"].items()}
        rows = Rows(Packed(*kept["weights"]))
        return kept | {"codes": codes, "weights": rows, "review": _trees(kept["review"])}

    def least(self) -> list[float]:
        """Return for each code from which probability on it stands."""
        return [max(self.threshold, self.surer.get(model.facet, 0.0)) for model in self.codes.values()]


File = TypeVar("File", WeightsFile, EventWeights, DateWeights, CodingWeights)
_READ_BY = ("config/weights.py", "config/base.py", "trees.py", "compact.py")


def _trees(kept: dict[str, Any] | None) -> BoostedTrees | None:
    return None if kept is None else BoostedTrees.model_construct(**kept)


def load_weights(path: Path) -> WeightsFile:
    """Load a file of weights. Raises ``ConfigError`` where it cannot be read, or is not one."""
    return _load(path, WeightsFile)


def load_event_weights(path: Path) -> EventWeights:
    """Load the weights of the judge of events. Raises ``ConfigError`` as :func:`load_weights` does."""
    return _load(path, EventWeights)


def load_date_weights(path: Path) -> DateWeights:
    """Load the weights of dates. Raises ``ConfigError`` as :func:`load_weights` does."""
    return _load(path, DateWeights)


def load_coding_weights(path: Path) -> CodingWeights:
    """Load the weights of codes. Raises ``ConfigError`` as :func:`load_weights` does."""
    return _load(path, CodingWeights)


def _load(path: Path, form: type[File]) -> File:
    try:
        content = path.read_bytes()
        if not is_packaged(path):
            return form.model_validate_json(content)
        how = Form(f"weights-{form.__name__}", _READ_BY, (PYDANTIC,))
        kept = prepared(
            how, content, lambda: form.kept(form.model_validate_json(content).model_dump(by_alias=True))
        )
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(Problem("config-missing", f"cannot be read: {reason}", str(path))) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        message = printable(f"{where}: {first['msg']}" if where else first["msg"])
        raise ConfigError(Problem("config-invalid", message, str(path))) from error
    return form.model_construct(**form.of_kept(kept))


def model_of(weights: Weights) -> LinearModel:
    """Return the model that *weights* are of."""
    return LinearModel(weights.bias, weights.weights)
