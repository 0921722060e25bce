"""What goes over the wire: JSON and raw bytes, with a version; checked before anything is done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec

from newsarchive.crawl.errand import Errand
from newsarchive.crawl.ship import Added, Ended, Offered, Settled, Visited, Word
from newsarchive.errors import MessageRefused
from newsarchive.model import Visit

#: Of the form of messages. A reader sets aside what is newer than itself.
VERSION = 1

_KINDS: dict[bytes, type[Word]] = {
    b"offered": Offered,
    b"visited": Visited,
    b"settled": Settled,
    b"added": Added,
    b"ended": Ended,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_READERS = {name: msgspec.json.Decoder(kind) for name, kind in _KINDS.items()}


def pack(word: Word) -> dict[Any, Any]:
    """A word as the fields of a stream's entry. The body of a visit goes beside it, as it is."""
    visit = None if isinstance(word, Ended) else word.visit
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
    visit = None if isinstance(word, Ended) else word.visit
    return _with(word, replace(visit, body=fields.get(b"body", b""))) if visit else word


def pack_errand(errand: Errand) -> str:
    """An errand as the argument of a task."""
    return msgspec.json.encode({"v": VERSION, "errand": errand}).decode()


def unpack_errand(told: str | bytes) -> Errand:
    """The errand of a task's argument. Raises MessageRefused."""
    try:
        envelope = msgspec.json.decode(told)
        if not isinstance(envelope, dict) or envelope.get("v") != VERSION:
            raise MessageRefused(f"an errand of another version than {VERSION}")
        return msgspec.convert(envelope.get("errand"), Errand)
    except msgspec.MsgspecError as error:
        raise MessageRefused(str(error)) from error


def _with(word: Word, visit: Visit) -> Word:
    return word if isinstance(word, Ended) else replace(word, visit=visit)


def _shown(words: bytes) -> str:
    return repr(words[:40].decode("utf-8", "replace"))
