"""Rendering the Markdown reports, and content that would like to be markup."""

from __future__ import annotations

from hypothesis import strategies as st
from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("commonmark", {"linkify": False}).enable("table")
HARMLESS = {"text", "code_inline", "strong_open", "strong_close", "hardbreak", "softbreak"}


def rendered(markdown: str) -> str:
    """The text that a reader sees; fails where the content of a document became markup."""
    seen = []
    for token in MARKDOWN.parse(markdown):
        assert token.type not in ("html_block", "fence", "code_block", "hr")
        for child in token.children or ():
            assert child.type in HARMLESS, child
            seen.append(child.content or "")
        seen.append("\n")
    return "".join(seen)


content = st.text(min_size=1, max_size=30) | st.sampled_from(
    [
        "|",
        "<script>",
        "[x](javascript:a)",
        "`",
        "# ก",
        "- ",
        "1. ",
        "\n\n",
        "![x](y)",
        "<!--",
        "***",
        "&lt;",
        "\\",
    ]
)
