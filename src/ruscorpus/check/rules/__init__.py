"""The checks, one a file; ``table.py`` names them all."""
