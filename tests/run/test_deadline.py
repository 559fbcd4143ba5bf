"""A document that takes too long ends its worker, whatever happens on the way."""

from __future__ import annotations

import subprocess
import sys

import pytest

CODE = """
import time
from ruscorpus.run.deadline import deadline
def say():
    {said}
with deadline(0.05, say):
    time.sleep(30)
"""


@pytest.mark.parametrize("said", ["print('too long', flush=True)", "raise RuntimeError('nobody listens')"])
def test_the_worker_ends_whether_or_not_it_could_say_so(said):
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(said=said)],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert done.returncode == 1
    assert done.stdout == ("too long\n" if "print" in said else "")
