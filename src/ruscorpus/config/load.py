"""Reading the configuration files: actors, ontology and frames, each checked with file, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.config.actors import Actor, ActorFile
from ruscorpus.config.events import Frame, FrameFile, Grammar, Ontology
from ruscorpus.config.names import NameGrammar
from ruscorpus.config.summaries import SummaryWords
from ruscorpus.problems import ConfigError, Problem
from ruscorpus.yamlio import read, validate

if TYPE_CHECKING:
    from pathlib import Path


def yaml_files(place: Path) -> list[Path]:
    """Return the YAML files of a folder by name, or *place* itself where it is a file.

    Raises ``ConfigError`` where there are none.
    """
    files = [place] if place.is_file() else sorted(path for path in place.glob("*.yaml") if path.is_file())
    if not files:
        raise ConfigError(Problem("config-missing", "holds no .yaml file", str(place)))
    return files


def load_actors(*places: Path) -> tuple[Actor, ...]:
    """Load the files of actors in *places*, folders or files.

    An id may stand only once in a place; in a later place it replaces what the earlier ones say.
    """
    actors: dict[str, Actor] = {}
    for place in places:
        own: dict[str, Actor] = {}
        for path in yaml_files(place):
            parsed = read(path)
            for index, actor in enumerate(validate(ActorFile, parsed, str(path)).actors):
                if actor.id in own:
                    line = parsed.place(("actors", index, "id"))
                    raise ConfigError(
                        Problem("actor-duplicate", f"actor {actor.id!r} stands twice", str(path), *line)
                    )
                own[actor.id] = actor
        actors |= own
    return tuple(actors.values())


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
    frames: dict[str, Frame] = {}
    for place in places:
        own: dict[str, Frame] = {}
        for path in yaml_files(place):
            parsed = read(path)
            for index, frame in enumerate(validate(FrameFile, parsed, str(path)).frames):
                reason = "stands twice" if frame.id in own else _misfit(frame, ontology)
                if reason:
                    line = parsed.place(("frames", index))
                    raise ConfigError(
                        Problem("frame-invalid", f"frame {frame.id!r} {reason}", str(path), *line)
                    )
                own[frame.id] = frame
        frames |= own
    return tuple(frames.values())


def _misfit(frame: Frame, ontology: Ontology) -> str:
    """Return what of *frame* the ontology does not have, or nothing."""
    modes = next((kind.modes for kind in ontology.types if kind.id == frame.type), None)
    if modes is None:
        return f"has the unknown event type {frame.type!r}"
    if frame.mode and frame.mode not in {mode.id for mode in modes}:
        return f"has the mode {frame.mode!r}, which {frame.type} does not have"
    unknown = set(frame.contexts).difference(ontology.contexts)
    return f"has the unknown context {min(unknown)!r}" if unknown else ""
