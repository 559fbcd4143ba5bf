"""Projects of other programs, read into one neutral form: texts, codes, codings, coders.

>>> from ruscorpus.exchange import read_project
>>> read_project(b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code name="peace"/></Codes></CodeBook>'
... ).codes[0].name
'peace'
"""

from __future__ import annotations

from ruscorpus.exchange.project import Annotation, Coder, Memo, Project, ProjectCode, ProjectText
from ruscorpus.exchange.refi_read import read_project

__all__ = ["Annotation", "Coder", "Memo", "Project", "ProjectCode", "ProjectText", "read_project"]
