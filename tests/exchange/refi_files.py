"""REFI-QDA files as programs write them, made by hand: the quirk in question and nothing else."""

from __future__ import annotations

import io
import zipfile

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


def archive(parts: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def codes(*names: str) -> str:
    inside = "".join(
        f'<Code guid="{guid(number)}" name="{name}" isCodable="true"/>'
        for number, name in enumerate(names, 100)
    )
    return f"<CodeBook><Codes>{inside}</Codes></CodeBook>"


def selection(
    start: int, end: int, code: int | None = 100, name: str = "", inside: str = "", user: int = 1
) -> str:
    """Return a selection with at most one coding; its GUID tells its place."""
    own = guid(1_000_000 + start * 1000 + end)
    coding = (
        f'<Coding guid="{guid(9_000_000 + start * 1000 + end)}" creatingUser="{guid(user)}">'
        f'<CodeRef targetGUID="{guid(code)}"/></Coding>'
        if code
        else ""
    )
    named = f' name="{name}"' if name else ""
    return f'<PlainTextSelection guid="{own}"{named} startPosition="{start}" endPosition="{end}">{inside}{coding}</PlainTextSelection>'


def project(sources: str, *, origin: str = "", codebook: str = "", before: str = "", after: str = "") -> str:
    users = f'<Users><User guid="{guid(1)}" name="สมศรี"/><User guid="{guid(2)}" name="Ben"/></Users>'
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{PROJECT}" name="study" origin="{origin}">'
        f"{users}{codebook or codes('สันติภาพ', 'สงคราม')}{before}<Sources>{sources}</Sources>{after}</Project>"
    )


def text_source(
    selections: str, *, attributes: str = "", inline: str | None = None, name: str = "ข่าว 1"
) -> str:
    path = "" if inline is not None else f'plainTextPath="internal://{guid(7)}.txt"'
    content = f"<PlainTextContent>{inline}</PlainTextContent>" if inline is not None else ""
    return (
        f'<TextSource guid="{guid(7)}" name="{name}" {path} {attributes}>{content}{selections}</TextSource>'
    )


def qdpx(xml: str | bytes, text: str | bytes, *, qde: str = "project.qde", folder: str = "sources") -> bytes:
    data = text.encode() if isinstance(text, str) else text
    return archive({qde: xml, f"{folder}/{guid(7)}.txt": data})
