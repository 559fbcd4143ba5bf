"""The first thing that runs: it imports the rest, so that Ctrl-C at that moment is told in a line too."""

import sys


def main() -> None:
    """Run the command line; exit with 130 where it is interrupted before it can say so itself."""
    try:
        from ruscorpus.cli.app import main as command_line  # noqa: PLC0415 - what takes the time

        command_line()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)  # noqa: T201 - nothing that prints better may be there yet
        sys.exit(130)
