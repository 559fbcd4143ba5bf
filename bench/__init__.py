"""Measurements: a command each, a table as output."""
