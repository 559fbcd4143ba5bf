"""``python -m ruscorpus``: the command line where its script is not on the path, as often on Windows."""

from ruscorpus.cli.app import main

if __name__ == "__main__":
    main()
