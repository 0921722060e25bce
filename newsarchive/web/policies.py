"""What every answer tells browsers that they may do with it."""

from __future__ import annotations

from typing import Any

from newsarchive.web import statics

#: Pages of the room: its own style and script, pictures that the archive keeps, kept pages in a frame.
ROOM = (
    f"default-src 'none'; script-src 'self'; style-src {statics.STYLE_ALLOWED}; img-src 'self'; connect-src 'self';"
    " frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: Datasette's own pages have scripts and styles of theirs, some of them in the page.
TABLES = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


async def guarded(app: Any, policy: str, scope: Any, receive: Any, send: Any) -> None:
    """Let `app` answer, and add to its headers the policy and the others; what it says itself stands."""

    async def say(event: Any) -> None:
        if event["type"] == "http.response.start":
            said = list(event.get("headers", []))
            names = {name.lower() for name, _ in said}
            told = {"content-security-policy": policy, **_HEADERS}
            more = [(name.encode(), value.encode()) for name, value in told.items() if name.encode() not in names]
            event = {**event, "headers": [*said, *more]}
        await send(event)

    await app(scope, receive, say)
