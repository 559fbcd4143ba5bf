"""``ruscorpus``, and ``python -m ruscorpus`` where that is not on the path, as often on Windows."""

import sys


def main() -> None:
    """Run the command line. Ctrl-C while it is still being imported is told in a line too."""
    try:
        from ruscorpus.cli.app import main as command_line  # noqa: PLC0415

        command_line()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)  # noqa: T201 - nothing that prints better may be there yet
        sys.exit(130)


if __name__ == "__main__":
    main()
