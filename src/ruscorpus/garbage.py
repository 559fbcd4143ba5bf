"""No search for garbage while much is made that stays."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused() -> Iterator[None]:
    """Look for no garbage in cycles while what is made stays: dictionaries, models, configuration.

    Python would go through all of it again and again, which takes a sixth of the time, and find nothing. What
    is there in the end counts as old, and is looked at again only where everything is.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():  # else somebody else has frozen what he wants to stay frozen
                gc.freeze()
                gc.unfreeze()
            gc.enable()
