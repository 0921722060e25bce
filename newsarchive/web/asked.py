"""What a browser asks for, and what it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TextIO
from urllib.parse import quote, urlencode

from newsarchive.archive import Archive
from newsarchive.web import tongues

#: Where the room's pages are, below the server's own root.
ROOT = "/-/news"
#: The longest number that names something.
_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a page of the room."""

    at: Mapping[str, str]
    """The named parts of its path."""
    query: Mapping[str, str]
    now: datetime
    tongue: str = "en"
    """Of the interface: "en" or "zh"."""
    root: str = ROOT
    """Path under which the room's pages are: ROOT below the server's own root."""
    here: str = ""
    """The path of this page below `root`, to mark where one is."""
    tables: str = ""
    """Where Datasette's own pages of the archive are."""
    origin: str = ""
    """Scheme and host, for addresses that leave the room: feeds, citations."""

    @property
    def words(self) -> str:
        """The query, as typed."""
        return self.query.get("q", "").strip()

    @property
    def id(self) -> int:
        """The number in the path. Raises Missing for one that no row can have."""
        return _number(self.at["id"])

    @property
    def other(self) -> int:
        """A second number in the path. Raises Missing like `id`."""
        return _number(self.at["other"])

    def number(self, name: str, otherwise: int) -> int:
        """A number from the query, at least 1; `otherwise` where there is none. Raises Malformed."""
        given = self.query.get(name, "")
        if not given:
            return otherwise
        if not (given.isascii() and given.isdecimal()) or not int(given[:_DIGITS]):
            raise Malformed("{name} is to be a number from 1 on, not {given}", name=name, given=given[:80])
        return int(given[:_DIGITS])

    def say(self, english: str, **given: object) -> str:
        """Words of the interface, in its tongue; what is `given` takes the places that they name in braces."""
        return tongues.speaker(self.tongue)(english).format(**given)

    def again(self, tongue: str) -> str:
        """The address of this page in another tongue."""
        return f"?{urlencode(dict(self.query) | {'lang': tongue})}"

    def link(self, path: str, **query: object) -> str:
        """The address of another page, in the tongue that was asked for."""
        kept = {"lang": self.query["lang"]} if self.query.get("lang") in ("en", "zh") else {}
        given = {name: str(value) for name, value in query.items() if value not in ("", None)} | kept
        return f"{self.root}{quote(path)}" + (f"?{urlencode(given)}" if given else "")


@dataclass(frozen=True, slots=True)
class Answer:
    """A page: data, and the template that shows it."""

    template: str
    data: Mapping[str, Any]
    """What JSON shows too: dataclasses, lists, mappings, words, numbers."""
    drawn: Mapping[str, Any] = field(default_factory=dict)
    """What only people need: pictures, links to turn the page."""
    status: int = 200


@dataclass(frozen=True, slots=True)
class File:
    """An answer that is no page: a feed, a citation."""

    body: str | bytes
    kind: str
    """Its media type."""
    name: str = ""
    """To save it under; "" shows it in the browser."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """What else the answer says; a Content-Security-Policy of its own stands in the place of the room's."""


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer that is written while it is read: an export."""

    write: Callable[[Archive, TextIO], None]
    """Writes it all, of an archive that is opened for it."""
    kind: str
    name: str


class Missing(Exception):
    """There is nothing of that name here; `name` is what was asked for, or words with places {in braces} for what is
    `given`.
    """

    def __init__(self, name: object, **given: object) -> None:
        self.name, self.given = str(name), given
        super().__init__(self.name.format(**given) if given else self.name)


class Malformed(Exception):
    """What was asked for cannot be understood: `reason` says why, with places {in braces} for what is `given`."""

    def __init__(self, reason: str, **given: str) -> None:
        super().__init__(reason.format(**given))
        self.reason, self.given = reason, given


def _number(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise Missing(f"{digits[:_DIGITS]}…")
    return int(digits)
