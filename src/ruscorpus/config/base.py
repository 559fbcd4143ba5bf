"""What all configuration models share."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*$")]


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
