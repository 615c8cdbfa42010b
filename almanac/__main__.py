"""Run ``almanac check``, ``build`` and the other commands, which ``commands`` defines. See ``almanac --help``."""

import os
import signal
import sys

OLDEST = (3, 11)
STOPPED = 130  # the exit code in a shell after Ctrl and C: 128 plus the number of the signal


def stop_at_once(*_):  # type: ignore[no-untyped-def]  # noqa: ANN002, ANN201  (an older Python must be able to run this)
    """Exit while the commands are still being loaded, when there is nothing to tidy up yet."""
    os.write(2, b"Stopped. No file is half written: run the command again to continue.\n")
    os._exit(STOPPED)


if __name__ == "__main__":  # loading takes a second or two, in which Ctrl and C also gets a sentence
    signal.signal(signal.SIGINT, stop_at_once)


def main(arguments=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Run a command, or say what this Python lacks to run it."""
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
