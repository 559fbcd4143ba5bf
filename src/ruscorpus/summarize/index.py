"""``summaries/index.md``: all summaries of a folder, by document."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ruscorpus import __version__
from ruscorpus.report.escape import escape
from ruscorpus.report.reasons import reason
from ruscorpus.summarize.page import SummaryPage, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.report.manifest import ManifestRow
    from ruscorpus.summarize.page import Origin

INDEX = "index.md"
SCHEMA = "ruscorpus/summary-index/1"


def index_page(
    pages: Sequence[tuple[ManifestRow, Sequence[SummaryPage]]], left: Sequence[str], origin: Origin
) -> SummaryPage:
    """Return the index over the pages of each document, in order.

    *left* are the paths of summaries whose chapters are gone and that hold the work of people.
    """
    head = {
        "schema": SCHEMA,
        "version": __version__,
        "configuration": origin.configuration,
        "length": origin.length,
    }
    return SummaryPage(INDEX, sealed(head, _parts(pages, left)))


def _parts(pages: Sequence[tuple[ManifestRow, Sequence[SummaryPage]]], left: Sequence[str]) -> Iterator[str]:
    yield "# บทสรุป"
    for row, made in pages:
        if made:
            yield f"## {escape(row.id)}"
            yield "".join(
                f"- {_link(page.title, page.path)}: {page.sentences:,} ประโยค จาก {page.of:,}\n"
                for page in made
            )
    failed = [row for row, _ in pages if not (row.analysed or row.skipped)]
    if failed:
        yield "## เอกสารที่สรุปไม่ได้"
        yield "".join(
            f"- {escape(row.id)}: {escape(reason(row.slug, row.message or row.status, 'th'))}\n"
            for row in failed
        )
    if left:
        yield "## บทสรุปของสิ่งที่ไม่มีแล้ว แต่มีบันทึกหรือการแก้ไขของท่าน"
        yield "".join(f"- {_link(path, path)}\n" for path in left)


def _link(text: str, path: str) -> str:
    return f"[{escape(text)}]({quote(path)})"
