"""A pipeline that does to its process what the text of the document says."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from dataclasses import replace

from ruscorpus.model import Document


def _hang(_: str) -> None:
    while True:
        time.sleep(1)


def _spin(_: str) -> None:
    while True:
        pass


def _deaf(_: str) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    while True:
        time.sleep(1)


def _eat(_: str) -> None:
    kept = []
    while True:
        kept.append(bytearray(1 << 24))


def _nibble(_: str) -> None:
    kept = []
    while True:
        kept.append([len(kept)])


def _one_bite(_: str) -> None:
    bytearray(5 << 30)


def _eat_and_crash(_: str) -> None:
    kept = bytearray(200 << 20)
    time.sleep(0.6)
    os.abort()
    del kept


def _other_error(_: str) -> None:
    try:
        bytearray(5 << 30)
    except MemoryError as error:
        raise SystemError("a library hides it") from error


def _recurse(text: str) -> str:
    return _recurse(text) + text


def _fork(_: str) -> None:
    if os.fork() == 0:
        time.sleep(3)
        os._exit(0)


def _raise(_: str) -> None:
    raise ValueError("\x1b[31m[bold]" + "ก" * 5_000)


def _shout(_: str) -> None:
    os.write(1, b"to standard output\n")
    os.write(2, b"\x1b[31mto standard error\n")
    print("printed")
    sys.stderr.write("written\n")


DEEDS = {
    "hang": _hang,
    "spin": _spin,
    "deaf": _deaf,
    "stop": lambda _: os.kill(os.getpid(), signal.SIGSTOP),
    "eat": _eat,
    "nibble": _nibble,
    "eat-and-crash": _eat_and_crash,
    "other-error": _other_error,
    "one-bite": _one_bite,
    "segfault": lambda _: ctypes.string_at(0),
    "abort": lambda _: os.abort(),
    "kill": lambda _: os.kill(os.getpid(), signal.SIGKILL),
    "exit-0": lambda _: os._exit(0),
    "exit-7": lambda _: os._exit(7),
    "sys-exit": lambda _: sys.exit(5),
    "terminate": lambda _: signal.raise_signal(signal.SIGTERM),
    "raise": _raise,
    "recurse": _recurse,
    "surrogate": lambda _: "\udc80",
    "close": lambda _: os.closerange(3, 256),
    "shout": _shout,
    "leave-a-child": _fork,
    "read-input": lambda _: sys.stdin.read() if sys.stdin else None,
    "large": lambda _: "ก" * 3_000_000,
    "slow": lambda _: time.sleep(0.3),
    "fine": lambda _: None,
}


class FakePipeline:
    """Finishes a document at once, after the deed that its first word names."""

    def __call__(self, document: Document, on_stage=None) -> Document:
        if on_stage is not None:
            on_stage("repair")
        deed = document.raw.split()[0]
        text = DEEDS.get(deed, DEEDS["fine"])(document.raw) or document.raw
        return replace(document, raw=text, text=text, flow=text)

    def before(self, _: str, document: Document, on_stage=None) -> Document:
        return self(document, on_stage)

    def onward(self, _: str, document: Document, on_stage=None) -> Document:
        return document
