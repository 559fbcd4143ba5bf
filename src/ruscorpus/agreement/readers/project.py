"""REFI-QDA projects (``.qdpx``) of QualCoder, ATLAS.ti, MAXQDA, NVivo: every user who coded is a coder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.agreement.coders import CodedSpan
from ruscorpus.agreement.readers.plain import PlainCoder

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.agreement.coders import Coder


def recognises(path: Path) -> bool:
    """Tell whether *path* is a project by its name."""
    return path.suffix.lower() == ".qdpx"


def read(path: Path, layer: str) -> list[Coder]:
    """Return the coders of a project; where nobody is named, one. All of them read all texts.

    Projects that ruscorpus exported have events and entities among their codes, in branches of their own: the
    layer ``events`` is there alone, and ``codes`` are all others.
    """
    from ruscorpus.exchange import read_project  # noqa: PLC0415 - only for projects
    from ruscorpus.exchange.annotations import kind_of  # noqa: PLC0415

    project = read_project(path)
    names = {annotation.coder for text in project.texts for annotation in text.annotations} or {""}
    texts = {text.name: text.text for text in project.texts}
    kind = "event" if layer == "events" else "code"
    wanted = {guid: id_ for guid, id_ in project.code_ids.items() if kind_of(project, guid) == kind}
    if layer == "events":  # event.CONSULT.visit
        wanted = {guid: id_.split(".")[1] for guid, id_ in wanted.items() if "." in id_}
    coders: list[Coder] = []
    for guid in sorted(names, key=lambda guid: (project.coder_names.get(guid, ""), guid)):
        codings = {
            text.name: [
                CodedSpan(annotation.span, wanted[annotation.code])
                for annotation in text.annotations
                if annotation.coder == guid and annotation.code in wanted
            ]
            for text in project.texts
        }
        who = project.coder_names.get(guid, guid)
        name = f"{path}: {who}" if len(names) > 1 and who else str(path)
        coders.append(PlainCoder(name, codings, texts))
    return coders
