"""What a web page says of itself: title, authors, date and language, in the vocabularies that are in use."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruscorpus.load.days import iso_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.load.html_tree import Element

_LANGUAGE = re.compile(r"[a-z]{2,3}(?=[-_]|$)", re.IGNORECASE)
_DATE_NAMES = (
    "article:published_time", "datepublished", "date.published", "pubdate", "publishdate", "publish-date",
    "publish_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "date",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date", "og:published_time",
    "article:modified_time", "og:updated_time", "last-modified",
)  # fmt: skip
_AUTHOR_NAMES = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
)
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_SITE_SUFFIX = re.compile(r"(?<!\s)\s++[|–—\-»:]{1,2}\s+[^|–—»]{2,40}$")
_URL = re.compile(r"https?://", re.IGNORECASE)
_MAX_AUTHORS = 20
_MAX_JSON = 200_000


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the head of a page says; empty where it says nothing."""

    title: str = ""
    date: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()


def page_facts(elements: Sequence[Element]) -> PageFacts:
    """Return the facts of a page. Dates are ISO 8601 days, languages two or three letters."""
    metas = _metas(elements)
    linked = list(_json_facts(elements))
    return PageFacts(
        _title(elements, metas, linked),
        _date(elements, metas, linked),
        _language(elements, metas),
        _authors(elements, metas, linked),
    )


def _metas(elements: Sequence[Element]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in elements:
        if element.tag != "meta" or not (content := " ".join(element.get("content").split())):
            continue
        for key in ("name", "property", "itemprop", "http-equiv"):
            if name := element.get(key).lower():
                found.setdefault(name, []).append(content)
    return found


def _json_facts(elements: Sequence[Element]) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON-LD scripts that describe a text."""
    for element in elements:
        if element.tag != "script" or element.get("type").lower() != "application/ld+json":
            continue
        source = "".join(child for child in element.children if isinstance(child, str))
        try:
            data = json.loads(source) if len(source) <= _MAX_JSON else None
        except (ValueError, RecursionError):
            continue
        queue = [data]
        while queue:
            item = queue.pop(0)
            if isinstance(item, list):
                queue += item
            elif isinstance(item, dict):
                graph = item.get("@graph")
                queue += graph if isinstance(graph, list) else []
                if "headline" in item or "datePublished" in item:
                    yield item


def _title(elements: Sequence[Element], metas: dict[str, list[str]], linked: Sequence[dict[str, Any]]) -> str:
    headings = [text for e in elements if e.tag == "h1" and (text := e.text())]
    titles = [text for e in elements if e.tag == "title" and (text := e.text())]
    if len(headings) == 1:
        return headings[0]
    for item in linked:
        if isinstance(headline := item.get("headline"), str) and headline.strip():
            return " ".join(headline.split())
    for name in _TITLE_NAMES:
        if name in metas:
            return _SITE_SUFFIX.sub("", metas[name][0])
    return _SITE_SUFFIX.sub("", titles[0]) if titles else ""


def _date(elements: Sequence[Element], metas: dict[str, list[str]], linked: Sequence[dict[str, Any]]) -> str:
    candidates = [content for name in _DATE_NAMES[:1] for content in metas.get(name, ())]
    candidates += [item["datePublished"] for item in linked if isinstance(item.get("datePublished"), str)]
    candidates += [content for name in _DATE_NAMES[1:] for content in metas.get(name, ())]
    times = [e for e in elements if e.tag == "time" or e.get("itemprop").lower() == "datepublished"]
    times.sort(key=lambda e: "pubdate" not in e.attributes and e.get("itemprop").lower() != "datepublished")
    for element in times[:5]:
        candidates += [element.get("datetime"), element.get("content"), element.text()]
    return next((day for written in candidates if (day := iso_day(written))), "")


def _language(elements: Sequence[Element], metas: dict[str, list[str]]) -> str:
    written = [
        element.get("lang") or element.get("xml:lang") for element in elements if element.tag == "html"
    ]
    for name in ("content-language", "og:locale", "dc.language", "dcterms.language"):
        written += metas.get(name, [])
    return next((match[0].lower() for value in written if (match := _LANGUAGE.match(value))), "")


def _authors(
    elements: Sequence[Element], metas: dict[str, list[str]], linked: Sequence[dict[str, Any]]
) -> tuple[str, ...]:
    names: list[str] = []
    for item in linked:
        given = item.get("author")
        for author in given if isinstance(given, list) else [given]:
            name = author.get("name") if isinstance(author, dict) else author
            names += [name] if isinstance(name, str) else []
    if not names:
        names = [content for name in _AUTHOR_NAMES for content in metas.get(name, ())]
    if not names:
        names = [
            e.text()
            for e in elements
            if e.get("itemprop").lower() == "author" or e.get("rel").lower() == "author"
        ]
    clean = (" ".join(name.split()) for name in names)
    return tuple(dict.fromkeys(name for name in clean if name and not _URL.match(name)))[:_MAX_AUTHORS]
