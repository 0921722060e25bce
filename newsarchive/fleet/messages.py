"""What goes over the wire: JSON and raw bytes, with a version; checked before anything is done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from newsarchive.crawl.errand import Errand
from newsarchive.crawl.ship import Added, Ended, Offered, Settled, Visited
from newsarchive.crawl.ship import Word as Shipped
from newsarchive.errors import MessageRefused
from newsarchive.fleet.portions import Portion, Reread
from newsarchive.model import Visit

T = TypeVar("T")

#: Of the form of messages. A reader sets aside what is newer than itself.
VERSION = 1

Word = Shipped | Reread

_KINDS: dict[bytes, type[Word]] = {
    b"offered": Offered,
    b"visited": Visited,
    b"settled": Settled,
    b"added": Added,
    b"ended": Ended,
    b"reread": Reread,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_READERS = {name: msgspec.json.Decoder(kind) for name, kind in _KINDS.items()}


def pack(word: Word) -> dict[Any, Any]:
    """A word as the fields of a stream's entry. The body of a visit goes beside it, as it is."""
    visit = visit_of(word)
    bare = _with(word, replace(visit, body=b"")) if visit else word
    told = msgspec.json.encode(bare)
    return {b"v": VERSION, b"kind": _NAMES[type(word)], b"told": told, b"body": visit.body if visit else b""}


def unpack(fields: Mapping[bytes, bytes]) -> Word:
    """The word of an entry. Raises MessageRefused."""
    version, kind = fields.get(b"v", b""), fields.get(b"kind", b"")
    if version != b"%d" % VERSION:
        raise MessageRefused(f"its version is {_shown(version)}, this newsarchive knows {VERSION}")
    if kind not in _READERS:
        raise MessageRefused(f"its kind is {_shown(kind)}")
    try:
        word: Word = _READERS[kind].decode(fields.get(b"told", b""))
    except msgspec.MsgspecError as error:
        raise MessageRefused(str(error)) from error
    visit = visit_of(word)
    return _with(word, replace(visit, body=fields.get(b"body", b""))) if visit else word


def visit_of(word: Word) -> Visit | None:
    """The visit that a word tells of."""
    return None if isinstance(word, Ended | Reread) else word.visit


def pack_errand(errand: Errand) -> str:
    """An errand as the argument of a task."""
    return _enclose("errand", errand)


def unpack_errand(told: str | bytes) -> Errand:
    """The errand of a task's argument. Raises MessageRefused."""
    return _disclose(told, "errand", Errand)


def pack_portion(portion: Portion) -> str:
    """A portion of a re-reading as the argument of a task."""
    return _enclose("portion", portion)


def unpack_portion(told: str | bytes) -> Portion:
    """The portion of a task's argument. Raises MessageRefused."""
    return _disclose(told, "portion", Portion)


def _enclose(name: str, thing: object) -> str:
    return msgspec.json.encode({"v": VERSION, name: thing}).decode()


def _disclose(told: str | bytes, name: str, kind: type[T]) -> T:
    try:
        envelope = msgspec.json.decode(told)
        if not isinstance(envelope, dict) or envelope.get("v") != VERSION:
            raise MessageRefused(f"it is of another version than {VERSION}")
        return msgspec.convert(envelope.get(name), kind)
    except msgspec.MsgspecError as error:
        raise MessageRefused(str(error)) from error


def _with(word: Word, visit: Visit) -> Word:
    return word if isinstance(word, Ended | Reread) else replace(word, visit=visit)


def _shown(words: bytes) -> str:
    return repr(words[:40].decode("utf-8", "replace"))
