"""Layout of PDFs: page headers and numbers left out of the text, wrapped lines joined, footnotes found.

A PDF has lines and no paragraphs. Where its lines stand on their pages tells which of them the page only
repeats, which go on with the line before, and which stand below the text. What is left out or joined is an
edit like every other, so the raw text keeps it all. Documents without :class:`LineBox` pass unchanged.
"""
