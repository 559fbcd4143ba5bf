"""Files of learned weights: JSON, one feature a line, so that a change of a model can be read as a diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field, ValidationError

from ruscorpus.config.base import Strict, Text
from ruscorpus.linear import LinearModel
from ruscorpus.problems import ConfigError, Problem, printable

if TYPE_CHECKING:
    from pathlib import Path


class Weights(Strict):
    """One model as it stands in the file."""

    bias: float = Field(allow_inf_nan=False)
    threshold: float = Field(ge=0, le=1)
    """From which probability on the model says yes."""
    weights: dict[str, float]


class WeightsFile(Strict):
    """A file of models by name: the command that wrote it, and what it learnt from."""

    schema_: Literal["ruscorpus/weights/1"] = Field(alias="schema")
    made_by: Text
    made_from: Text
    models: dict[str, Weights]


def load_weights(path: Path) -> WeightsFile:
    """Load a file of weights. Raises ``ConfigError`` where it cannot be read, or is not one."""
    try:
        return WeightsFile.model_validate_json(path.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(Problem("config-missing", f"cannot be read: {reason}", str(path))) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        message = printable(f"{where}: {first['msg']}" if where else first["msg"])
        raise ConfigError(Problem("config-invalid", message, str(path))) from error


def model_of(weights: Weights) -> LinearModel:
    """Return the model that *weights* are of."""
    return LinearModel(weights.bias, weights.weights)
