"""The `newsarchive` command, also as `python -m newsarchive`."""

from newsarchive import interrupt


def main() -> None:
    """Load the command line and run it; Ctrl-C is told in one line, whenever it comes."""
    interrupt.begin()
    from newsarchive.cli import main as run  # it takes most of a second to load

    interrupt.end()
    run()


if __name__ == "__main__":
    main()
