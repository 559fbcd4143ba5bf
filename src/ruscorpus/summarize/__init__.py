"""Summaries of chapters: sentences of the text itself, each with its place, and what they cover."""
