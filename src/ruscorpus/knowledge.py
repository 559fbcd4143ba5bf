"""What a run knows: the configuration files that ``ruscorpus.yaml`` names, loaded, checked and hashed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ruscorpus.coding.checks import Known
from ruscorpus.coding.codebook import load_codebook
from ruscorpus.coding.evidence import names_of
from ruscorpus.config.load import (
    load_actors,
    load_frames,
    load_grammar,
    load_names,
    load_ontology,
    load_summary_words,
    yaml_files,
)
from ruscorpus.config.run import RunConfig
from ruscorpus.config.validate import DEFAULT_VALIDATION
from ruscorpus.config.weights import CodingWeights, load_coding_weights, load_date_weights, load_event_weights
from ruscorpus.garbage import paused
from ruscorpus.limits import DEFAULT_LIMITS, Limits
from ruscorpus.problems import ConfigError, Problem, UsageError, printable
from ruscorpus.resources import packaged_configs
from ruscorpus.yamlio import read, validate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ruscorpus.config.actors import Actor
    from ruscorpus.config.codebook import Codebook
    from ruscorpus.config.events import Frame, Grammar, Ontology
    from ruscorpus.config.names import NameGrammar
    from ruscorpus.config.summaries import SummaryWords
    from ruscorpus.config.validate import ValidateConfig
    from ruscorpus.config.weights import DateWeights, EventWeights


@dataclass(frozen=True)
class CodeWeights:
    """The learned weights that a codebook names, the file they stand in, and the whole codebook.

    Weights look at all codes, also where only some are applied.
    """

    file: CodingWeights
    path: Path
    source: bytes
    codebook: Codebook


@dataclass(frozen=True)
class Knowledge:
    """Everything that a run knows, loaded and checked.

    ``config_sha256`` and ``codebook_sha256`` name what exactly it was, ``reading_sha256`` all of it that
    matters before documents are coded; ``codebook_source`` is the codebook as it stands in its file, and
    ``codes`` the choice of codes and facets where not all are applied.
    ``own_frames`` are the files of frames that are not packaged. ``weights`` are those of the codebook.
    """

    actors: tuple[Actor, ...]
    names: NameGrammar
    ontology: Ontology
    grammar: Grammar
    frames: tuple[Frame, ...]
    codebook: Codebook
    codebook_path: Path
    codebook_source: bytes
    config_sha256: str
    reading_sha256: str
    codebook_sha256: str
    summaries: SummaryWords
    event_weights: EventWeights | None = None
    date_weights: DateWeights | None = None
    limits: Limits = DEFAULT_LIMITS
    codes: tuple[str, ...] = ()
    own_frames: tuple[Path, ...] = ()
    validation: ValidateConfig = DEFAULT_VALIDATION
    weights: CodeWeights | None = None

    def without_weights(self) -> Knowledge:
        """Return the same knowledge without what was learned: events by frames, codes by cues alone."""
        return replace(self, weights=None, event_weights=None, date_weights=None)

    def with_codes(self, wanted: Sequence[str]) -> Knowledge:
        """Return the same knowledge with only the codes named by id, or by their facet.

        Raises ``UsageError`` for an id that the codebook does not have, with the nearest that it has.
        """
        codes = self.codebook.codes
        known = {code.id for code in codes} | {facet.id for facet in self.codebook.facets}
        unknown = [name for name in wanted if name not in known]
        if unknown:
            raise UsageError(*(_unknown_code(name, sorted(known), self.codebook_path) for name in unknown))
        kept = tuple(code for code in codes if code.id in wanted or code.facet in wanted)
        codebook = self.codebook.model_copy(update={"codes": kept})
        return replace(self, codebook=codebook, codes=tuple(sorted(set(wanted))))


@paused()
def load_knowledge(config: Path | None = None, codebook: Path | None = None) -> Knowledge:
    """Load the configuration at *config* (the packaged one by default) and all that it names.

    *codebook*, a file or the name of a packaged codebook, replaces the one that the configuration names.
    Paths that the configuration's own folder does not hold are looked up in the packaged one.
    Raises ``ConfigError``, and ``UsageError`` for a codebook that is neither file nor packaged name.
    """
    packaged = packaged_configs()
    path = config or packaged / "ruscorpus.yaml"
    run = validate(RunConfig, read(path), str(path))

    def find(name: str) -> Path:
        for place in (path.parent / name, packaged / name):
            if place.exists():
                return place
        named = f"{printable(name)!r} is neither beside this file nor packaged"
        hint = "paths count from the folder of this file"
        raise ConfigError(Problem("config-missing", named, str(path), hint=hint))

    codebook_path = packaged_codebook(codebook) if codebook else find(run.codebook)
    ontology_path, grammar_path = find(run.ontology), find(run.grammar)
    names = find(run.names)
    actors, frames = [[find(name) for name in named] for named in (run.actors, run.frames)]
    ontology = load_ontology(ontology_path)
    listed = load_actors(*actors)
    known = Known(
        {kind.id: {mode.id for mode in kind.modes} for kind in ontology.types},
        ontology.contexts,
        {actor.id for actor in listed},
    )
    book = load_codebook(codebook_path, known)
    source = codebook_path.read_bytes()
    weights = _code_weights(book, codebook_path, packaged / "codebooks")
    summaries_path = find(run.summaries)
    frame_files = [file for place in frames for file in yaml_files(place)]
    actor_files = [file for place in actors for file in yaml_files(place)]
    event_weights = find(run.event_weights) if run.event_weights else None
    date_weights = find(run.date_weights) if run.event_weights and run.date_weights else None
    files = [ontology_path, grammar_path, names, *actor_files, *frame_files, summaries_path]
    judging = [file for file in (event_weights, date_weights) if file]
    config_sha256, reading_sha256 = _digests(run, files, [weights.path] if weights else [], judging)
    return Knowledge(
        actors=listed,
        names=load_names(names),
        ontology=ontology,
        grammar=load_grammar(grammar_path),
        frames=load_frames(ontology, *frames),
        codebook=book,
        codebook_path=codebook_path,
        codebook_source=source,
        config_sha256=config_sha256,
        reading_sha256=reading_sha256,
        codebook_sha256=hashlib.sha256(source).hexdigest(),
        summaries=load_summary_words(summaries_path),
        event_weights=load_event_weights(event_weights) if event_weights else None,
        date_weights=load_date_weights(date_weights) if date_weights else None,
        own_frames=tuple(file for file in frame_files if not file.is_relative_to(packaged)),
        limits=Limits(**run.limits.model_dump()),
        validation=run.validation,
        weights=weights,
    )


def _code_weights(codebook: Codebook, path: Path, packaged: Path) -> CodeWeights | None:
    """Return the weights that *codebook*, the file *path*, names: beside it, or else among the packaged ones.

    Raises ``ConfigError`` where they cannot be read, or are about codes that the codebook does not have.
    """
    if codebook.weights is None:
        return None
    beside = path.parent / codebook.weights
    found = beside if beside.exists() else packaged / codebook.weights
    if not found.exists():
        message = f"the weights {codebook.weights} are neither beside the codebook nor packaged"
        hint = "paths count from its folder; without `weights` in it the cues alone decide"
        raise ConfigError(Problem("config-missing", message, str(path), hint=hint))
    file = load_coding_weights(found)
    codes = {code.id for code in codebook.codes}
    hint = "or take `weights` out of the codebook: then the cues alone decide"
    unknown = []
    for name in sorted(file.codes.keys() - codes):
        near = get_close_matches(name, sorted(codes), n=1, cutoff=0.5)
        message = f"weights of {printable(name)!r}, a code that the codebook {codebook.id} does not have"
        advice = f"did you mean {near[0]}? {hint}" if near else f"learn them anew, {hint}"
        unknown.append(Problem("codebook-invalid", message, str(found), hint=advice))
    if file.review is not None:
        facets = [model.facet for model in file.codes.values()]
        for name in sorted(file.review.asked() - names_of(facets)):
            message = f"the review of codes asks for {printable(name)!r}, which nothing tells"
            unknown.append(Problem("config-invalid", message, str(found), hint="learn them anew"))
    if unknown:
        raise ConfigError(*unknown)
    return CodeWeights(file, found, found.read_bytes(), codebook)


def packaged_codebook(wanted: Path) -> Path:
    """Return the codebook *wanted*: a file, or else the packaged codebook of that name (``securitisation``).

    Raises ``UsageError`` where neither exists.
    """
    if wanted.exists() or len(wanted.parts) != 1:
        return wanted
    packaged = {path.stem: path for path in yaml_files(packaged_configs() / "codebooks")}
    if wanted.stem in packaged and wanted.suffix in ("", ".yaml"):
        return packaged[wanted.stem]
    if wanted.suffix:
        return wanted
    raise UsageError(
        Problem(
            "unknown-codebook",
            f"no file and no packaged codebook is called {printable(str(wanted))!r}",
            hint=f"packaged: {', '.join(sorted(packaged))}; a path names a file of your own",
        )
    )


def _unknown_code(name: str, known: list[str], path: Path) -> Problem:
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}"
    return Problem(
        "unknown-code", f"no code or facet {printable(name)!r} in the codebook", str(path), hint=hint
    )


def _digests(run: RunConfig, files: list[Path], coding: list[Path], judging: list[Path]) -> tuple[str, str]:
    """Return a SHA-256 over all that results hang on, so that any change shows, and one without *coding*.

    Of the run configuration that is what it says, without the codebook, which has its own hash, and without
    what finished results are held against. *coding* are files that matter for codes alone.
    """
    digest = hashlib.sha256(run.model_dump_json(exclude={"codebook", "validation"}).encode())
    _take(files, digest)
    reading = digest.copy()
    _take(coding, digest)
    _take(judging, digest, reading)
    return digest.hexdigest(), reading.hexdigest()


def _take(paths: list[Path], *digests: hashlib._Hash) -> None:
    for path in paths:
        content = path.name.encode() + b"\0" + path.read_bytes() + b"\0"
        for digest in digests:
            digest.update(content)
