"""ZIP archives that are the same bytes for the same content, whenever and wherever they are written."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import SupportsRead

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o644 << 16


def add_part(archive: zipfile.ZipFile, name: str, content: SupportsRead[bytes]) -> None:
    """Write one part, piece by piece."""
    info = zipfile.ZipInfo(name, _LONG_AGO)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = _UNIX
    info.external_attr = _MODE
    with archive.open(info, "w", force_zip64=True) as part:
        shutil.copyfileobj(content, part)


def zip_folder(folder: Path, path: Path) -> None:
    """Write the files of *folder* into an archive at *path*, in the order of their names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            with file.open("rb") as content:
                add_part(archive, file.name, content)
