"""Link health with memory: how the addresses outside stand, and since when.

In the order that data flows: ``addresses`` collects what the content links
to; ``fetch`` asks each address, by LinkChecker and with patience (``ratelimit``);
``verdict`` is the one rule from what was remembered, what is seen and the day
to what is remembered next; ``state`` keeps that in ``link-health.json``;
``run`` is the command that does all this; ``report`` tells editors; pages ask
``state.Health`` how an address stands.
"""

from __future__ import annotations

from almanac.content.problem import AlmanacError


class LinkHealthError(AlmanacError):
    """How the addresses outside stand cannot be found out or read; the message says why."""
