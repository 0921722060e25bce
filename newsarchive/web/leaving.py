"""An answer ends when nobody is there any more to read it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any


async def attended(app: Any, scope: Any, receive: Any, send: Any) -> None:
    """Let `app` answer a request without a body, and cancel it when who asked leaves before the end."""
    answering = asyncio.ensure_future(app(scope, receive, send))
    leaving = asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.cancel()
        if not answering.done():
            answering.cancel()
    with suppress(asyncio.CancelledError):
        await answering


async def _left(receive: Any) -> None:
    """Return when the browser has closed the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass
