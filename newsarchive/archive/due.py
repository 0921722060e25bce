"""When a URL is next worth asking for: a ladder from a quarter of an hour to thirty days. Pure: it knows no clock.

What is young changes, and what has changed changes again: the pause is a quarter of the article's age, halved for each
time that its publisher changed it, and then the rung below.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta

#: The pauses between two visits to one URL.
RUNGS = (
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
    timedelta(days=14),
    timedelta(days=30),
)
#: The pause is this part of an article's age.
_SHARE = 4
#: Changes that are counted: more make no difference.
_MOST_CHANGES = 6
#: After which a page that was no article is looked at again, if a list still offers it.
DOUBT = timedelta(days=7)


def after_reading(now: datetime, born: datetime, changes: int) -> datetime:
    """When to ask again for an article that was `born` (published, else first seen) and changed so often since.

    >>> from datetime import UTC
    >>> noon = datetime(2024, 8, 21, 12, tzinfo=UTC)
    >>> (after_reading(noon, noon - timedelta(days=2), 0) - noon, after_reading(noon, noon, 0) - noon)
    (datetime.timedelta(seconds=43200), datetime.timedelta(seconds=900))
    """
    pause = max(now - born, timedelta()) / _SHARE / 2 ** min(changes, _MOST_CHANGES)
    return now + RUNGS[max(bisect_right(RUNGS, pause) - 1, 0)]


def after_failure(now: datetime, tries: int) -> datetime:
    """When to ask again for what failed `tries` times in a row: later each time, and thirty days at last.

    >>> from datetime import UTC
    >>> noon = datetime(2024, 8, 21, 12, tzinfo=UTC)
    >>> [str(after_failure(noon, tries) - noon) for tries in (1, 2, 99)]
    ['0:15:00', '1:00:00', '30 days, 0:00:00']
    """
    return now + RUNGS[min(max(tries, 1), len(RUNGS)) - 1]
