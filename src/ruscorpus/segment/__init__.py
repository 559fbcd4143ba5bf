"""Segmentation: paragraphs out of wrapped lines, words, sentences, sections. Spans only; no text changes."""
