"""Reading the configuration files: actors, ontology and frames, each checked with file, line and column."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ruscorpus.config.actors import Actor, ActorFile
from ruscorpus.config.events import Frame, FrameFile, Grammar, Ontology
from ruscorpus.config.names import NameGrammar
from ruscorpus.config.summaries import SummaryWords
from ruscorpus.problems import ConfigError, Problem
from ruscorpus.yamlio import read, validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ruscorpus.yamlio import Place

Entry = TypeVar("Entry", Actor, Frame)


def yaml_files(place: Path) -> list[Path]:
    """Return the YAML files of a folder by name, or *place* itself where it is a file.

    Raises ``ConfigError`` where there are none.
    """
    files = [place] if place.is_file() else sorted(path for path in place.glob("*.yaml") if path.is_file())
    if not files:
        hint = "name a file, or a folder of files that end in .yaml"
        raise ConfigError(Problem("config-missing", "holds no .yaml file", str(place), hint=hint))
    return files


def load_actors(*places: Path) -> tuple[Actor, ...]:
    """Load the files of actors in *places*, folders or files.

    An id may stand only once in a place; in a later place it replaces what the earlier ones say.
    """

    def entries(path: Path) -> Iterator[tuple[Actor, Callable[[], Place]]]:
        parsed = read(path)
        for index, actor in enumerate(validate(ActorFile, parsed, str(path)).actors):
            yield actor, partial(parsed.place, ("actors", index, "id"))

    return _gathered(places, entries, lambda _: "", "actor", "actor-duplicate")


def load_ontology(path: Path) -> Ontology:
    """Load the event ontology."""
    return validate(Ontology, read(path), str(path))


def load_names(path: Path) -> NameGrammar:
    """Load the words that introduce names."""
    return validate(NameGrammar, read(path), str(path))


def load_grammar(path: Path) -> Grammar:
    """Load the closed word classes that the event stage reads."""
    return validate(Grammar, read(path), str(path))


def load_summary_words(path: Path) -> SummaryWords:
    """Load what the summaries know of sentences."""
    return validate(SummaryWords, read(path), str(path))


def load_frames(ontology: Ontology, *places: Path) -> tuple[Frame, ...]:
    """Load the files of frames in *places*, folders or files, and check them against the ontology.

    An id may stand only once in a place; in a later place it replaces what the earlier ones say.
    """

    def entries(path: Path) -> Iterator[tuple[Frame, Callable[[], Place]]]:
        parsed = read(path)
        for index, frame in enumerate(validate(FrameFile, parsed, str(path)).frames):
            yield frame, partial(parsed.place, ("frames", index))

    return _gathered(places, entries, lambda frame: _misfit(frame, ontology), "frame", "frame-invalid")


def _gathered(
    places: Sequence[Path],
    entries: Callable[[Path], Iterator[tuple[Entry, Callable[[], Place]]]],
    fault: Callable[[Entry], str],
    kind: str,
    slug: str,
) -> tuple[Entry, ...]:
    """Return the *entries* of the files in *places* by their ids, the later places before the earlier ones.

    Where an entry stands is asked only to tell of a fault: the answer costs as much as reading the file.
    Raises ``ConfigError`` with *slug* for an id that stands twice in one place, and for what *fault* finds.
    """
    gathered: dict[str, Entry] = {}
    for place in places:
        own: dict[str, Entry] = {}
        for path in yaml_files(place):
            for entry, place_of in entries(path):
                reason = "stands twice" if entry.id in own else fault(entry)
                if reason:
                    raise ConfigError(Problem(slug, f"{kind} {entry.id!r} {reason}", str(path), *place_of()))
                own[entry.id] = entry
        gathered |= own
    return tuple(gathered.values())


def _misfit(frame: Frame, ontology: Ontology) -> str:
    """Return what of *frame* the ontology does not have, or nothing."""
    modes = next((kind.modes for kind in ontology.types if kind.id == frame.type), None)
    if modes is None:
        return f"has the unknown event type {frame.type!r}"
    if frame.mode and frame.mode not in {mode.id for mode in modes}:
        return f"has the mode {frame.mode!r}, which {frame.type} does not have"
    unknown = set(frame.contexts).difference(ontology.contexts)
    return f"has the unknown context {min(unknown)!r}" if unknown else ""
