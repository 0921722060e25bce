"""The room's style sheet and script, and the addresses under which browsers may keep them for good."""

from __future__ import annotations

import hashlib
from importlib.resources import files

_KINDS = {"style.css": "text/css", "room.js": "text/javascript"}
#: Words and media type of each.
FILES = {
    name: ((files("newsarchive.web") / "static" / name).read_text(encoding="utf-8"), kind)
    for name, kind in _KINDS.items()
}
_VERSIONS = {name: hashlib.sha256(words.encode()).hexdigest()[:12] for name, (words, _) in FILES.items()}


def address(name: str) -> str:
    """The address of a file below the room's root: another one whenever its words are others."""
    return f"/{name}?v={_VERSIONS[name]}"
