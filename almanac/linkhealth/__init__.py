"""Link health: the state of every external address in the content, and since when it has been so.

The modules, in the order of data flow:

- ``addresses`` collects the external addresses in the content.
- ``fetch`` requests each address through LinkChecker, at a polite rate (``ratelimit``).
- ``verdict`` is the one rule that derives the new record of an address from the old record, the result and the day.
- ``state`` keeps the records in ``link-health.json``.
- ``run`` is the command that does all this.
- ``report`` informs the editors.

Pages ask ``state.LinkHealth`` for the state of an address.
"""

from __future__ import annotations

from almanac.content.problem import AlmanacError


class LinkHealthError(AlmanacError):
    """The state of external addresses cannot be determined or read; the message says why."""
