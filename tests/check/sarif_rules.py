"""What SARIF 2.1.0 asks for, as far as it is written: required properties, closed lists, bounds, nothing unknown."""

# ruff: noqa: N815 - the names are those of the standard

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Message(Strict):
    text: str


class Artifact(Strict):
    uri: str = Field(pattern=r"^[A-Za-z0-9._~:/%!$&'()*+,;=@-]+$")


class Region(Strict):
    """SARIF §3.30: lines and columns from 1; an end column only with its start."""

    startLine: int = Field(ge=1)
    startColumn: int = Field(1, ge=1)
    endLine: int | None = Field(None, ge=1)
    endColumn: int | None = Field(None, ge=1)


class Physical(Strict):
    artifactLocation: Artifact
    region: Region | None = None


class Location(Strict):
    id: int | None = Field(None, ge=-1)
    physicalLocation: Physical
    message: Message | None = None


class Configuration(Strict):
    level: Literal["none", "note", "warning", "error"]


class Rule(Strict):
    id: str
    shortDescription: Message
    help: Message
    defaultConfiguration: Configuration


class Driver(Strict):
    name: str
    version: str
    semanticVersion: str = Field(pattern=r"^\d+\.\d+\.\d+")
    rules: list[Rule]


class Tool(Strict):
    driver: Driver


class Descriptor(Strict):
    id: str


class Notification(Strict):
    level: Literal["none", "note", "warning", "error"]
    message: Message
    descriptor: Descriptor


class Invocation(Strict):
    executionSuccessful: bool
    toolExecutionNotifications: list[Notification] = []


class Result(Strict):
    ruleId: str
    ruleIndex: int = Field(ge=0)
    level: Literal["none", "note", "warning", "error"]
    message: Message
    partialFingerprints: dict[str, str]
    locations: list[Location] = []
    relatedLocations: list[Location] = []


class Run(Strict):
    tool: Tool
    invocations: list[Invocation]
    columnKind: Literal["unicodeCodePoints"]
    results: list[Result]


class Log(Strict):
    """The part of the SARIF 2.1.0 schema that is written, with its required properties and closed lists."""

    schema_: str = Field(alias="$schema")
    version: Literal["2.1.0"]
    runs: list[Run]
