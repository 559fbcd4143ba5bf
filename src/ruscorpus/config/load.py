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


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files of *folder* by name. Raises ``ConfigError`` where there are none."""
    files = sorted(path for path in folder.glob("*.yaml") if path.is_file())
    if not files:
        raise ConfigError(Problem("config-missing", "holds no .yaml file", str(folder)))
    return files


def load_actors(folder: Path) -> tuple[Actor, ...]:
    """Load every file of actors in *folder*; an id may stand only once in all of them."""
    actors: dict[str, Actor] = {}
    for path in yaml_files(folder):
        parsed = read(path)
        for index, actor in enumerate(validate(ActorFile, parsed, str(path)).actors):
            if actor.id in actors:
                place = parsed.place(("actors", index, "id"))
                raise ConfigError(
                    Problem("actor-duplicate", f"actor {actor.id!r} stands twice", str(path), *place)
                )
            actors[actor.id] = actor
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


def load_frames(folder: Path, ontology: Ontology) -> tuple[Frame, ...]:
    """Load every file of frames in *folder* and check types, modes and contexts against the ontology."""
    types = {kind.id: {mode.id for mode in kind.modes} for kind in ontology.types}
    contexts = set(ontology.contexts)
    frames: dict[str, Frame] = {}
    for path in yaml_files(folder):
        parsed = read(path)
        for index, frame in enumerate(validate(FrameFile, parsed, str(path)).frames):
            reason = ""
            if frame.id in frames:
                reason = f"frame {frame.id!r} stands twice"
            elif frame.type not in types:
                reason = f"unknown event type {frame.type!r}"
            elif frame.mode and frame.mode not in types[frame.type]:
                reason = f"{frame.type} has no mode {frame.mode!r}"
            elif not contexts.issuperset(frame.contexts):
                reason = f"unknown context {min(set(frame.contexts) - contexts)!r}"
            if reason:
                raise ConfigError(
                    Problem("frame-invalid", reason, str(path), *parsed.place(("frames", index)))
                )
            frames[frame.id] = frame
    return tuple(frames.values())
