"""What a measurement ran on, in one line: versions and machine."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = ("pythainlp", "python-crfsuite", "pyahocorasick")


def described(*more: str) -> str:
    """Return processor, cores, system, Python and libraries; *more* names further packages."""
    found = [f"ruscorpus {version('ruscorpus')}", f"Python {platform.python_version()}"]
    for name in (*_LIBRARIES, *more):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()}; {', '.join(found)}; load {_load()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
