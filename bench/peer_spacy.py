"""spaCy's Thai with an EntityRuler, in an environment of its own: no part of ruscorpus is imported here.

    python -m venv peer && peer/bin/pip install spacy pythainlp
    python -m bench.throughput --peer-python peer/bin/python

``bench.throughput`` runs this file with that Python and talks to it by lines of JSON: first the documents and the names, which
it answers with its versions, then ``go`` for each round, which it answers with the CPU seconds that one pass took.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class Peer:
    """The other side, as ``bench.throughput`` sees it."""

    def __init__(self, python: Path, texts: list[str], names: list[tuple[str, str]]) -> None:
        self._process = subprocess.Popen(
            [str(python), "-W", "ignore", __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.name = str(self._ask({"texts": texts, "names": names}))

    def seconds(self) -> float:
        """Return the CPU seconds of one pass over all documents."""
        return float(self._ask("go"))

    def close(self) -> None:
        self._process.communicate()

    def _ask(self, message: object) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(message), file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise SystemExit("the peer's Python has no spacy and pythainlp, or ended")
        return json.loads(answer)


def main() -> int:
    import spacy

    task = json.loads(sys.stdin.readline())
    nlp = spacy.blank("th")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for label, name in task["names"]])
    found = sum(len(nlp(text).ents) for text in task["texts"])  # warm up
    names = f"{len(task['names']):,} names, {found:,} found"
    print(json.dumps(f"spaCy {spacy.__version__} th + EntityRuler ({names})"), flush=True)
    for _ in sys.stdin:
        start = time.process_time()
        for text in task["texts"]:
            nlp(text)
        print(json.dumps(time.process_time() - start), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
