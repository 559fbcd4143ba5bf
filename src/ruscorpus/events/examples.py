"""Whether the examples of a frame give exactly the events that they say, and its negatives none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.model import same_parties
from ruscorpus.problems import Problem, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ruscorpus.config.events import ExpectedEvent, Frame
    from ruscorpus.model import Document, Event
    from ruscorpus.yamlio import Parsed


def check_frames(
    frames: Sequence[Frame], analyse: Callable[[str, str], Document], parsed: Parsed, path: str
) -> list[Problem]:
    """Run the examples of *frames* through *analyse* (text, date) and return those that come out wrong.

    *frames* are those of one file: *parsed* is that file and *path* its name, to put a place to each problem.
    """
    problems = []

    def tell(frame: Frame, place: tuple[str | int, ...], text: str, wrong: str) -> None:
        message = f"{frame.id}: {wrong}: {printable(text)}"
        problems.append(Problem("frame-example", message, path, *parsed.place(place)))

    for index, frame in enumerate(frames):
        for number, example in enumerate(frame.examples):
            for wrong in differences(analyse(example.text, example.date), example.events):
                tell(frame, ("frames", index, "examples", number), example.text, wrong)
        for number, text in enumerate(frame.negative):
            if any(event.type == frame.type for event in analyse(text, "").events):
                tell(
                    frame, ("frames", index, "negative", number), text, f"negative example gives {frame.type}"
                )
    return problems


def differences(document: Document, expected: Iterable[ExpectedEvent]) -> list[str]:
    """Return what is missing and what is too much, one line each; none where all is as expected."""
    left = list(document.events)
    lines = []
    for want in expected:
        found = next((event for event in left if fits(event, want)), None)
        if found is None:
            lines.append(f"missing: {_told(want)}")
        else:
            left.remove(found)
    return lines + [
        f"too much: {_told(event)} by {event.rule}: {event.span.of(document.flow)}" for event in left
    ]


def fits(event: Event, expected: ExpectedEvent) -> bool:
    """Tell whether *event* is the expected one; what an expectation leaves out is not compared."""
    sides = (event.actor, event.recipient), (expected.actor, expected.recipient)
    parties = same_parties(expected.type, *sides)
    details = ((expected.mode, event.mode), (expected.date, event.date), (expected.status, event.status))
    return event.type == expected.type and parties and all(not want or want == got for want, got in details)


def _told(event: Event | ExpectedEvent) -> str:
    parties = f"{', '.join(event.actor)} → {', '.join(event.recipient) or '–'}"
    return " ".join(filter(None, (event.type, parties, event.date, event.status)))
