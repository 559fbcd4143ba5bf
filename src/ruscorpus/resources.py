"""One way to what is packaged: configuration files, dictionaries and models.

Stages receive what is loaded here and never look for files themselves. Nothing is downloaded: word lists
and models come out of the pythainlp wheel, the rest from ``configs/``.
"""

from __future__ import annotations

import json
import os
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ruscorpus.prepared import Form, prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

Plain = TypeVar("Plain")
_READ_BY = ("resources.py",)

PACKAGE_ROOT = Path(str(files("ruscorpus")))


@cache
def packaged_configs() -> Path:
    """Return the folder of packaged configuration files (in a checkout: ``configs/`` at its root)."""
    inside = PACKAGE_ROOT / "configs"
    return inside if inside.is_dir() else PACKAGE_ROOT.parents[1] / "configs"


def is_packaged(path: Path) -> bool:
    """Tell whether *path* is one of the packaged configuration files, and none of somebody's own."""
    return path.absolute().is_relative_to(packaged_configs())


def table(name: str) -> list[str]:
    """Return the rows of a packaged table (``data/NAME.tsv``), in the order of the file."""
    return (PACKAGE_ROOT / "data" / f"{name}.tsv").read_text("utf-8").splitlines()


def pythainlp(module: str) -> ModuleType:
    """Import ``pythainlp.<module>`` without its side effect of making a folder in the user's home."""
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
    return import_module(f"pythainlp.{module}")


def of_pythainlp(form: Form, files: Sequence[str], make: Callable[[], Plain]) -> Plain:
    """Return what *make* makes of *files* of pythainlp, from the last start where they are the same.

    Importing pythainlp takes longer than reading what was made.
    """
    found = find_spec("pythainlp")
    folders = found.submodule_search_locations if found is not None else None
    try:
        content = [(Path(folder) / file).read_bytes() for folder in folders or () for file in files]
    except OSError:
        content = []
    if not content:  # this version keeps them elsewhere
        return make()
    return prepared(form, b"\0".join(content), make)


def _words(name: str, files: Sequence[str], read: Callable[[], frozenset[str]]) -> frozenset[str]:
    """Return words that *read* takes from *files* of pythainlp's corpus, kept as one text."""
    paths = [f"corpus/{file}" for file in (*files, "common.py", "core.py")]
    kept = of_pythainlp(Form(name, _READ_BY), paths, lambda: "\n".join(sorted(read())))
    return frozenset(kept.split("\n"))


@cache
def thai_words() -> frozenset[str]:
    """Return pythainlp's main Thai word list."""
    return _words("thai-words", ("words_th.txt",), lambda: pythainlp("corpus").thai_words())


@cache
def thai_dictionary() -> frozenset[str]:
    """Return the words of the Royal Institute's dictionary: hardly a foreign name among them."""
    return _words("thai-dictionary", ("orst_words_th.txt",), lambda: pythainlp("corpus").thai_orst_words())


@cache
def thai_verbs() -> frozenset[str]:
    """Return the words that pythainlp's table of parts of speech knows as verbs, from UD_Thai-TUD."""

    def read() -> frozenset[str]:
        path = Path(pythainlp("corpus").corpus_path()) / "pos_tud_unigram.json"
        tags: dict[str, str] = json.loads(path.read_text(encoding="utf-8-sig"))
        return frozenset(word for word, tag in tags.items() if tag == "VERB")

    return _words("thai-verbs", ("pos_tud_unigram.json",), read)


@cache
def thai_given_names() -> frozenset[str]:
    """Return pythainlp's lists of Thai given names, without those that are everyday words too."""

    def read() -> frozenset[str]:
        corpus = pythainlp("corpus")
        names: frozenset[str] = (corpus.thai_male_names() | corpus.thai_female_names()) - thai_words()
        return frozenset(name for name in names if len(name) > 2)

    files = ("person_names_male_th.txt", "person_names_female_th.txt", "words_th.txt")
    return _words("given-names", files, read)


@cache
def thai_family_names() -> frozenset[str]:
    """Return pythainlp's list of Thai family names, without those that are everyday words too."""

    def read() -> frozenset[str]:
        names: frozenset[str] = pythainlp("corpus").thai_family_names() - thai_words()
        return names

    return _words("family-names", ("family_names_th.txt", "words_th.txt"), read)
