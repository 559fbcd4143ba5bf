"""The rules of the REFI-QDA schemas (Project and Codebook 1.0), as a table, and a checker for them.

Written after the published schemas: order and number of children, attributes and their types. Beside them, what
no schema can say: GUIDs are distinct and references lead somewhere.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

MANY = 10**9
TYPES = {
    "string": re.compile(r"(?s).*"),
    "boolean": re.compile(r"true|false|1|0"),
    "integer": re.compile(r"[+-]?\d+"),
    "guid": re.compile(r"\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?"),
    "rgb": re.compile(r"#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})"),
    "dateTime": re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"),
    "variable": re.compile(r"Text|Boolean|Integer|Float|Date|DateTime"),
}
MADE = {
    "creatingUser": "guid",
    "creationDateTime": "dateTime",
    "modifyingUser": "guid",
    "modifiedDateTime": "dateTime",
}
TEXT = (
    [
        ("Description", 0, 1),
        ("PlainTextContent", 0, 1),
        ("PlainTextSelection", 0, MANY),
        ("Coding", 0, MANY),
        ("NoteRef", 0, MANY),
        ("VariableValue", 0, MANY),
    ],
    {"guid": "guid!", "name": "string", "richTextPath": "string", "plainTextPath": "string", **MADE},
)
REF = ([], {"targetGUID": "guid!"})
PLAIN = ([], {})
# element: (its children in order, with how often at least and at most; its attributes with their types, "!": required)
COMMON = {
    "Codes": ([("Code", 1, MANY)], {}),
    "Sets": ([("Set", 1, MANY)], {}),
    "Description": PLAIN,
}
PROJECT = {
    **COMMON,
    "Project": (
        [
            (name, 0, 1)
            for name in (
                "Users",
                "CodeBook",
                "Variables",
                "Cases",
                "Sources",
                "Notes",
                "Links",
                "Sets",
                "Graphs",
                "Description",
            )
        ]
        + [("NoteRef", 0, MANY)],
        {
            "name": "string!",
            "origin": "string",
            "creatingUserGUID": "guid",
            "creationDateTime": "dateTime",
            "modifyingUserGUID": "guid",
            "modifiedDateTime": "dateTime",
            "basePath": "string",
        },
    ),
    "Users": ([("User", 1, MANY)], {}),
    "User": ([], {"guid": "guid!", "name": "string", "id": "string"}),
    "CodeBook": ([("Codes", 1, 1)], {}),
    "Code": (
        [("Description", 0, 1), ("NoteRef", 0, MANY), ("Code", 0, MANY)],
        {"guid": "guid!", "name": "string!", "isCodable": "boolean!", "color": "rgb"},
    ),
    "Variables": ([("Variable", 1, MANY)], {}),
    "Variable": (
        [("Description", 0, 1)],
        {"guid": "guid!", "name": "string!", "typeOfVariable": "variable!"},
    ),
    "VariableValue": ([("VariableRef", 1, 1), ("TextValue", 0, 1)], {}),
    "Sources": ([({"TextSource", "PDFSource"}, 1, MANY)], {}),
    "TextSource": TEXT,
    "Representation": TEXT,
    "Note": TEXT,
    "PDFSource": (
        [
            ("Description", 0, 1),
            ("PDFSelection", 0, MANY),
            ("Representation", 0, 1),
            ("Coding", 0, MANY),
            ("NoteRef", 0, MANY),
            ("VariableValue", 0, MANY),
        ],
        {"guid": "guid!", "name": "string", "path": "string", "currentPath": "string", **MADE},
    ),
    "PlainTextSelection": (
        [("Description", 0, 1), ("Coding", 0, MANY), ("NoteRef", 0, MANY)],
        {"guid": "guid!", "name": "string", "startPosition": "integer!", "endPosition": "integer!", **MADE},
    ),
    "Coding": (
        [("CodeRef", 1, 1), ("NoteRef", 0, MANY)],
        {"guid": "guid!", "creatingUser": "guid", "creationDateTime": "dateTime"},
    ),
    "Notes": ([("Note", 1, MANY)], {}),
    "CodeRef": REF,
    "NoteRef": REF,
    "VariableRef": REF,
    "TextValue": PLAIN,
    "PlainTextContent": PLAIN,
}
CODEBOOK = {
    **COMMON,
    "CodeBook": ([("Codes", 1, 1), ("Sets", 0, 1)], {"origin": "string"}),
    "Code": (
        [("Description", 0, 1), ("Code", 0, MANY)],
        {"guid": "guid!", "name": "string!", "isCodable": "boolean!", "color": "rgb"},
    ),
    "Set": ([("Description", 0, 1), ("MemberCode", 0, MANY)], {"guid": "guid!", "name": "string!"}),
    "MemberCode": ([], {"guid": "guid!"}),
}
SCHEMAS = {
    "Project": ("urn:QDA-XML:project:1.0", PROJECT),
    "CodeBook": ("urn:QDA-XML:codebook:1.0", CODEBOOK),
}


def faults(xml: bytes) -> list[str]:
    """Return what is wrong with a project or codebook; nothing for a valid one."""
    root = ET.fromstring(xml)
    namespace, name = root.tag[1:].split("}") if root.tag.startswith("{") else ("", root.tag)
    if name not in SCHEMAS or SCHEMAS[name][0] != namespace:
        return [f"root {root.tag}"]
    found: list[str] = []
    _check(root, SCHEMAS[name][1], found)
    guids = [
        element.get("guid")
        for element in root.iter()
        if element.get("guid") and not element.tag.endswith("MemberCode")
    ]
    found += (
        [f"GUID {guid} stands twice" for guid in set(guids) if guids.count(guid) > 1]
        if len(guids) < 3000
        else []
    )
    found += ["GUIDs stand twice"] if len(set(guids)) < len(guids) else []
    known = {guid.strip("{}").lower() for guid in guids}
    for element in root.iter():
        for attribute in ("targetGUID", "creatingUser", "creatingUserGUID"):
            target = element.get(attribute)
            if target and target.strip("{}").lower() not in known:
                found.append(f"{_name(element)}/{attribute} leads nowhere")
    for element in root.iter():
        if _name(element) in ("TextSource", "Representation", "Note"):
            inline = element.find(f"{{{namespace}}}PlainTextContent") is not None
            if inline == bool(element.get("plainTextPath")):
                found.append(f"{_name(element)}: exactly one of PlainTextContent and plainTextPath")
    return found


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _check(element: ET.Element, schema: dict, found: list[str]) -> None:
    name = _name(element)
    if name not in schema:
        found.append(f"element {name}")
        return
    children, attributes = schema[name]
    for attribute, value in element.attrib.items():
        kind = attributes.get(attribute, "").rstrip("!")
        if not kind:
            found.append(f"{name}: attribute {attribute}")
        elif not TYPES[kind].fullmatch(value):
            found.append(f"{name}/{attribute}: {value!r} is no {kind}")
    found += [
        f"{name}: {a} is missing"
        for a, kind in attributes.items()
        if kind.endswith("!") and a not in element.attrib
    ]
    names = [_name(child) for child in element]
    position = 0
    for choice, least, most in children:
        wanted = choice if isinstance(choice, set) else {choice}
        count = 0
        while position < len(names) and names[position] in wanted and count < most:
            position, count = position + 1, count + 1
        if count < least:
            found.append(f"{name}: too few {sorted(wanted)}")
    if position < len(names):
        found.append(f"{name}: {names[position]} out of place")
    for child in element:
        _check(child, schema, found)
