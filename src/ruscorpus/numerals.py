"""Thai digits."""

from __future__ import annotations

THAI_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
"""For ``str.translate``: a Thai digit becomes the Arabic one."""
