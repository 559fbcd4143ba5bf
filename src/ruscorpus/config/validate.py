"""The section ``validate`` of ``ruscorpus.yaml``: severities of findings, agreement that is asked for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ruscorpus.config.base import Strict

Severity = Literal["error", "warning", "note", "off"]
Share = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False)]


class Thresholds(Strict):
    """The F1 that is asked for: ``default``, and for single codes or event types ``of``."""

    default: Share = 0.5
    of: dict[str, Share] = Field(default_factory=dict)

    def for_(self, name: str) -> float:
        """Return what is asked of the code or type *name*."""
        return self.of.get(name, self.default)


class GoldConfig(Strict):
    """What agreement with gold is asked for.

    Every code and event type with at least ``minimum`` gold items is held against its own threshold; those
    with fewer are shown, and not judged. ``bound``: what must reach the threshold, the ``estimate`` itself or
    the ``lower`` end of its interval, which holds the true value with the confidence ``level``.
    """

    minimum: Annotated[int, Field(ge=1)] = 10
    bound: Literal["estimate", "lower"] = "estimate"
    level: Annotated[float, Field(gt=0.5, lt=1.0)] = 0.95
    codes: Thresholds = Thresholds()
    events: Thresholds = Thresholds()


class ValidateConfig(Strict):
    """``severity``: by slug, in place of the severity that a finding has by default; ``off`` leaves it out.

    ``future_years``: a date so many years after the run, or later, is taken for a slip.
    """

    severity: dict[str, Severity] = Field(default_factory=dict)
    future_years: Annotated[int, Field(ge=0, le=1000)] = 80
    gold: GoldConfig = GoldConfig()


DEFAULT_VALIDATION = ValidateConfig()
