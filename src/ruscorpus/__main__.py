"""``python -m ruscorpus``, where ``ruscorpus`` is not on the path, as often on Windows."""

from ruscorpus.cli.start import main

if __name__ == "__main__":
    main()
