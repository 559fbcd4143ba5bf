"""The codes of a REFI-QDA project: those of the codebook, and branches for entities and events that occur."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.exchange.blocks import ENTITIES, ENTITY, EVENT, EVENTS, LIST_END, Block
from ruscorpus.export.refi import Node, codebook_tree, guid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.export.material import Material
    from ruscorpus.model import Evidence
    from ruscorpus.offsets import Span
    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.rows import CodingRow, EntityRow, EventRow

_COUNTLESS = ("DATE", "QUANTITY")
"""Types with an id for almost every mention: the type is the code, and the id stands in the description."""
_UNKNOWN = "codes of another codebook"
_COLORS = {ENTITIES: "#bab0ac", 1: "#8cd17d", 2: "#59a14f", 3: "#f1ce63", 4: "#e15759"}


class CodeTree:
    """The tree of codes, which grows with what is found."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._book = codebook_tree(material.knowledge.codebook)
        self._entities = Node(guid("branch", ENTITIES), ENTITIES, codable=False, color=_COLORS[ENTITIES])
        self._events = Node(guid("branch", EVENTS), EVENTS, codable=False)
        self._unknown = Node(guid("branch", _UNKNOWN), _UNKNOWN, codable=False)
        self._guids = {code.name: code.guid for facet in self._book for code in facet.children.values()}

    def nodes(self) -> Iterator[Node]:
        """Yield the branches that hold anything."""
        yield from self._book
        for branch in (self._entities, self._events, self._unknown):
            branch.children = dict(sorted(branch.children.items()))
            for type_ in branch.children.values():
                type_.children = dict(sorted(type_.children.items()))
            if branch.children:
                yield branch

    def guid_of(self, code: str) -> str:
        """Return the GUID of a code that was found."""
        return self._guids[code]

    def found(self, analysis: Analysis) -> Iterator[tuple[Span, Block]]:
        """Yield the findings of a document: where each stands, its code, and what the code does not say."""
        layers = self._material.layers
        for coding in analysis.codings if "codes" in layers else ():
            yield coding.at.span, self._coding(coding)
        for event in analysis.events if "events" in layers else ():
            yield event.at.span, self._event(event)
        for entity in analysis.entities if "entities" in layers else ():
            yield entity.at.span, self._entity(entity)

    def _coding(self, coding: CodingRow) -> Block:
        if coding.code not in self._guids:
            node = Node(guid("code", _UNKNOWN, coding.code), coding.code)
            self._add(self._unknown, node)
        fields = {
            "dyads": LIST_END.join(coding.dyads),
            "level": coding.level,
            "cues": LIST_END.join(coding.cues),
            "rule": coding.rule,
            "confidence": f"{coding.confidence:g}",
            **_place(coding.at),
        }
        return _block(coding.code, fields)

    def _event(self, event: EventRow) -> Block:
        name = f"{EVENT}.{event.type}"
        type_ = self._material.event_types.get(event.type)
        color = _COLORS.get(type_.quad, "") if type_ else ""
        if name not in self._guids:
            label = (
                f"{type_.label.th} · {type_.label.en}\n\n{type_.definition.th}\n{type_.definition.en}"
                if type_
                else ""
            )
            self._add(self._events, Node(guid("event", event.type), name, description=label, color=color))
        if event.mode:
            parent, name = self._events.children[name], f"{name}.{event.mode}"
            if name not in self._guids:
                modes = {mode.id: mode.label for mode in (type_.modes if type_ else ())}
                label = f"{modes[event.mode].th} · {modes[event.mode].en}" if event.mode in modes else ""
                own = guid("event", event.type, event.mode)
                self._add(parent, Node(own, name, description=label, color=color))
        fields = {
            "actor": LIST_END.join(event.actor),
            "recipient": LIST_END.join(event.recipient),
            "date": event.date,
            "status": event.status,
            "score": "" if event.score is None else f"{event.score:g}",
            "contexts": LIST_END.join(event.contexts),
            "rule": event.rule,
            "confidence": f"{event.confidence:g}",
            **_place(event.at),
        }
        return _block(name, fields)

    def _entity(self, entity: EntityRow) -> Block:
        name = f"{ENTITY}.{entity.type}"
        color = self._entities.color
        if name not in self._guids:
            self._add(self._entities, Node(guid("entity", entity.type), name, color=color))
        if entity.type in _COUNTLESS:
            return _block(name, {"id": entity.id})
        parent, name = self._entities.children[name], f"{name}.{entity.id}"
        if name not in self._guids:
            actor = self._material.actors.get(entity.id)
            label = f"{actor.th} · {actor.en}" if actor else ""
            own = guid("entity", entity.type, entity.id)
            self._add(parent, Node(own, name, description=label, color=color))
        return Block(name, {})

    def _add(self, parent: Node, node: Node) -> None:
        parent.children[node.name] = node
        self._guids[node.name] = node.guid


def _place(at: Evidence) -> dict[str, str]:
    return {"page": "" if at.page is None else str(at.page), "line": str(at.line)}


def _block(code: str, fields: dict[str, str]) -> Block:
    return Block(code, {name: " ".join(value.split()) for name, value in fields.items() if value})
