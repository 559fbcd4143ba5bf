"""What all configuration models share."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def matching(pattern: str, meaning: str) -> AfterValidator:
    """Return a check that a text has the form of *pattern*, which *meaning* tells a reader in words."""

    def check(text: str) -> str:
        if re.fullmatch(pattern, text) is None:
            raise ValueError(f"{text!r} must be {meaning}")
        return text

    return AfterValidator(check)


Slug = Annotated[
    str, matching(r"[a-z0-9][a-z0-9_.-]*", "lower-case letters, digits, hyphens, such as power-transition")
]


class Strict(BaseModel):
    """A model that refuses unknown keys and is immutable once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Strict):
    """A text in Thai and in English."""

    th: Text
    en: Text

    def in_language(self, language: str) -> str:
        """Return the text in *language*, ``th`` or ``en``."""
        return self.en if language == "en" else self.th


Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
