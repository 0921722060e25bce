"""The room's style, which stands in every page so that nothing keeps it from being painted, and its script."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

_FOLDER = files("newsarchive.web") / "static"
STYLE = (_FOLDER / "style.css").read_text(encoding="utf-8")
#: What a policy lets in: this style, to the letter.
STYLE_ALLOWED = f"'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
#: Words and media type of the files that pages load.
FILES = {"room.js": ((_FOLDER / "room.js").read_text(encoding="utf-8"), "text/javascript")}
_VERSIONS = {name: hashlib.sha256(words.encode()).hexdigest()[:12] for name, (words, _) in FILES.items()}


def address(name: str) -> str:
    """The address of a file below the room's root: another one whenever its words are others."""
    return f"/{name}?v={_VERSIONS[name]}"
