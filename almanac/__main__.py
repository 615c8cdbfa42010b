"""``almanac check``, ``build`` and other commands: see ``almanac --help``. What each does stands in ``commands``."""

import sys

OLDEST = (3, 11)


def main(arguments=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201  (an older Python must come so far)
    """Run a command; where this Python cannot, say which one can."""
    if sys.version_info < OLDEST:
        print("The Almanac needs Python 3.11 or later; this is {}.{}.".format(*sys.version_info[:2]), file=sys.stderr)
        return 2
    try:
        from almanac import commands
    except ModuleNotFoundError as error:
        if (error.name or "almanac").partition(".")[0] == "almanac":
            raise
        print(
            f'This Python has no "{error.name}", which the Almanac needs. Run "make check" in its folder once: it sets '
            'everything up. After that, ".venv/bin/almanac" works from any folder.',
            file=sys.stderr,
        )
        return 2
    return commands.main(arguments)


if __name__ == "__main__":
    sys.exit(main())  # type: ignore[no-untyped-call]
