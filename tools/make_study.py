"""Make ``docs/study.md``, the report of the second study, anew: ``python tools/make_study.py``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from ruscorpus.cli.app import run

ROOT = Path(__file__).parents[1]
TEXTS = (
    "corpus/dispute-2025-scarborough-shoal.txt",
    "corpus/dispute-2025-thai-cambodian-border.txt",
    "corpus/opinion-2025-border-fever.txt",
)
INTRODUCTION = """# A second study, from configuration alone

Nothing in ruscorpus knows structural realism, or Russia. Three texts of the sample corpus are about other
states (Thailand and Cambodia, China and the Philippines), and the codebook `securitisation` asks of them
another theory's question: was the dispute *made* a matter of security by words (Buzan, Wæver and de Wilde,
1998)? The texts were written for this purpose; that evidence stands on both sides is theirs, not a finding.

    ruscorpus analyze {texts} \\
        --codebook securitisation --lang en -o study/

Below stands `study/corpus.md` as that command wrote it (remade by `python tools/make_study.py`). For a
codebook of your own: [tutorial](tutorial.en.md#5-a-codebook-of-your-own),
[configuration](configuration.md#a-code).

"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        arguments = [
            "analyze",
            *(str(ROOT / text) for text in TEXTS),
            "--codebook",
            "securitisation",
            "--lang",
            "en",
        ]
        if run([*arguments, "-o", folder, "-q"]):
            return 1
        report = (Path(folder) / "corpus.md").read_text(encoding="utf-8")
    body = report.partition("\n\n")[2].replace("\n#", "\n##").replace(f"{ROOT}/", "")
    introduction = INTRODUCTION.format(texts=" \\\n        ".join(TEXTS))
    (ROOT / "docs" / "study.md").write_text(
        introduction + "## The corpus as a whole\n\n" + body, encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
