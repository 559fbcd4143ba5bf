"""The codebook as a REFI-QDA codebook (``.qdc``): facets and codes with all that a coder has to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.export.refi import XML, codebook_tree, opening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.export.material import Material

NAMESPACE = "urn:QDA-XML:codebook:1.0"


def lines(material: Material) -> Iterator[str]:
    """Yield the codebook."""
    codebook = material.knowledge.codebook
    yield XML
    yield (
        opening("CodeBook", xmlns=NAMESPACE, origin=f"ruscorpus {material.tree.run.version}") + "\n<Codes>\n"
    )
    for node in codebook_tree(codebook):
        yield from node.lines()
    yield "</Codes>\n</CodeBook>\n"
    material.left_out["cues that find a code"] += sum(len(code.cues) for code in codebook.codes)
