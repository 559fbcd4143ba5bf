"""Checks of an output tree: one check a file in ``rules``, one report a file in ``formats``.

``rules/table.py`` lists the checks; ``run.py`` takes every document through them once; nothing here prints.
"""
