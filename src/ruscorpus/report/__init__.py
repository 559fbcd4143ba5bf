"""Reports: one module a format, all over one :class:`~ruscorpus.report.analysis.Analysis` of a document.

Everything here returns strings; writing them to files is the business of the run layer.
"""
