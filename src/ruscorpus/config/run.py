"""The run configuration: which files a run's knowledge comes from, what a document may cost."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ruscorpus.config.base import Strict, Text
from ruscorpus.config.validate import DEFAULT_VALIDATION, ValidateConfig
from ruscorpus.limits import DEFAULT_LIMITS


class LimitsConfig(Strict):
    """What one document may cost, as it stands in the file. 0 seconds or MiB mean no limit."""

    max_bytes: int = Field(DEFAULT_LIMITS.max_bytes, ge=1)
    max_pages: int = Field(DEFAULT_LIMITS.max_pages, ge=1)
    max_decompressed_bytes: int = Field(DEFAULT_LIMITS.max_decompressed_bytes, ge=1)
    max_characters: int = Field(DEFAULT_LIMITS.max_characters, ge=1)
    seconds_per_document: float = Field(DEFAULT_LIMITS.seconds_per_document, ge=0, allow_inf_nan=False)
    memory_mb: int = Field(DEFAULT_LIMITS.memory_mb, ge=0)


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Places = Annotated[tuple[Text, ...], BeforeValidator(_listed), Field(min_length=1)]
"""Files and folders that are read one after the other; one of them may stand without a list."""


class RunConfig(Strict):
    """The run configuration as it stands in the file. Files are named from its folder, or are packaged."""

    schema_: Literal["ruscorpus/config/1"] = Field(alias="schema")
    codebook: Text = "codebooks/structural-realism.yaml"
    actors: Places = ("actors",)
    names: Text = "names.yaml"
    ontology: Text = "events/plover.yaml"
    grammar: Text = "events/grammar.yaml"
    frames: Places = ("events/frames",)
    event_weights: str = "events/weights.json"
    """The learnt weights that judge events; empty where the rules alone decide, on dates too."""
    date_weights: str = "events/date-weights.json"
    """The learnt weights that choose the dates of events; empty where the rules alone do."""
    summaries: Text = "summaries.yaml"
    limits: LimitsConfig = LimitsConfig()
    validation: ValidateConfig = Field(default=DEFAULT_VALIDATION, alias="validate")
