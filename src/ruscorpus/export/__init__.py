"""Results for the programs that researchers use: one module a format, all over one :class:`Material`."""
