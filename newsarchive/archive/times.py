"""Times as the database has them: ISO 8601 text."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def utc(moment: datetime) -> str:
    """`moment` in UTC to the second: 2024-08-21T01:30:00Z. Raises ValueError for a naive one.

    >>> utc(datetime.fromisoformat("2024-08-21T09:30:00+08:00"))
    '2024-08-21T01:30:00Z'
    """
    return _aware(moment).astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def exact(moment: datetime) -> str:
    """`moment` in UTC to the millisecond, as WARC records and `visits.at` have it."""
    return _aware(moment).astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def stated(moment: datetime | None) -> str | None:
    """`moment` with its own offset: 2024-08-21T09:30:00+08:00. Raises ValueError for a naive one."""
    return None if moment is None else _aware(moment).isoformat(timespec="seconds")


def parse(words: str | None) -> datetime | None:
    """What `utc`, `exact` or `stated` wrote."""
    return None if words is None else datetime.fromisoformat(words)


def _aware(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"a time without a zone: {moment.isoformat()}")
    return moment
