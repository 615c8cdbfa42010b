"""What serving needs beyond building: a mistake must not take the pages away from whoever is reading them."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable

from almanac.content.problem import AlmanacError


def keep_last_good(build: Callable[[], object]) -> Callable[[], None]:
    """A build that says what went wrong and leaves the last good pages up."""

    def build_or_keep() -> None:
        try:
            build()
        except (Exception, SystemExit) as error:  # whatever went wrong, the editor goes on reading
            if not isinstance(error, (AlmanacError, SystemExit)):
                traceback.print_exc()
            print(f"{error}\nThe last good pages stay up.", file=sys.stderr)

    return build_or_keep
