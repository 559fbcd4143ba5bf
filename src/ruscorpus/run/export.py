"""Writing an export: whole or not at all, to a file, a folder, an archive or a stream."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from ruscorpus.export.material import LAYERS
from ruscorpus.export.registry import FORMATS, Shape
from ruscorpus.export.zipped import zip_folder
from ruscorpus.problems import Problem, UsageError
from ruscorpus.run.files import beside, usual_mode

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from ruscorpus.export.material import Material
    from ruscorpus.export.registry import Format


def export(material: Material, format_: Format, target: Path) -> None:
    """Write *material* to *target*: a file, or a folder (an archive if it ends in ``.zip``) of files.

    An interrupt leaves what was there before. Files of a folder that the format does not write stay. Raises
    ``OutputError`` where nothing can be written, ``UsageError`` where a library is missing.
    """
    require(format_, material)
    if format_.shape is not Shape.FOLDER and target.is_dir():
        hint = f"name a file, such as {target / format_.file}"
        raise UsageError(Problem("export-target", "is a folder", str(target), hint=hint))
    with beside(target) as workplace:
        made = workplace / "made"
        if format_.shape is Shape.TEXT:
            with made.open("w", encoding="utf-8", newline="") as file:
                file.writelines(format_.lines(material))
        elif format_.shape is Shape.FILE:
            format_.write(material, made)
        else:
            made.mkdir()
            format_.write(material, made)
            if target.suffix.lower() == ".zip":
                zip_folder(made, workplace / "archive")
                made = workplace / "archive"
        _put(made, target)


def export_text(material: Material, format_: Format, stream: BinaryIO) -> None:
    """Write *material* to a stream. Raises ``UsageError`` for a format that is no text."""
    require(format_, material)
    if format_.shape is not Shape.TEXT:
        message = f"{format_.name} is no text and cannot go to standard output"
        raise UsageError(Problem("export-target", message, hint="name a file with -o"))
    stream.writelines(piece.encode() for piece in format_.lines(material))


def require(format_: Format, material: Material | None = None) -> None:
    """Raise ``UsageError`` where a library is missing, or *material* has a choice that the format has not."""
    if material is not None and not format_.layered and len(material.layers) < len(LAYERS):
        message = f"{format_.name} has no layers to choose from"
        hint = f"formats that have: {', '.join(f.name for f in FORMATS.values() if f.layered)}"
        raise UsageError(Problem("export-layer", message, hint=hint))
    if format_.package and find_spec(format_.package) is None:
        message = f"{format_.name} needs {format_.package}, which is not installed"
        hint = f"pip install {format_.package}"
        raise UsageError(Problem("export-needs", message, hint=hint))


def _put(made: Path, target: Path) -> None:
    if made.is_dir():
        target.mkdir(exist_ok=True)
        for file in sorted(made.iterdir()):
            file.replace(target / file.name)
        return
    made.chmod(usual_mode())
    made.replace(target)
