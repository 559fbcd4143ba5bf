"""A project whose two sources have the same name."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import quoteattr


def project_with(name: str) -> bytes:
    sources = "".join(
        f'<TextSource guid="00000000-0000-4000-8000-00000000000{n}" name={quoteattr(name)}><PlainTextContent>ข้อความ</PlainTextContent></TextSource>'
        for n in (1, 2)
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "p.qde",
            f'<Project xmlns="urn:QDA-XML:project:1.0" name="x"><Sources>{sources}</Sources></Project>',
        )
        archive.writestr("../../evil.txt", "never unpacked")
    return buffer.getvalue()
