"""From a page's answer, or from what kept it from answering, to a response."""

from __future__ import annotations

import asyncio
import io
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

from datasette.utils.asgi import AsgiStream, Response

from newsarchive.archive import Archive
from newsarchive.errors import ArchiveError, PageError, QueryError, RecordDamaged
from newsarchive.web import shown
from newsarchive.web.asked import Answer, Asked, File, Malformed, Missing, Stream
from newsarchive.web.finding import wrong
from newsarchive.web.pages import Page

#: Seconds that one page may take of SQLite's time, and that it waits for a lock; that an export may take.
PATIENCE, _WAIT, _EXPORT = 5.0, 1.0, 600.0
#: Exports at a time, characters of one that are sent together, seconds in which these must be taken.
_STREAMS, _CHUNK, _STALLED = 2, 65_536, 60.0
_log = logging.getLogger(__name__)
_turns = ThreadPoolExecutor(_STREAMS, "export")


def answer(page: Page, path: Path, asked: Asked) -> Any:
    """What a page says, or why it cannot; runs beside the server's loop."""
    found = _found(page, path, asked)
    return _stream(found, path) if isinstance(found, Stream) else _response(found, asked)


def _found(page: Page, path: Path, asked: Asked) -> Answer | File | Stream:
    try:
        with Archive(path, readonly=True, wait=_WAIT) as archive:
            archive.desk.within(PATIENCE)
            return page(archive, asked)
    except Missing as missing:
        detail = asked.say(missing.name, **missing.given) if missing.given else missing.name
        return _sorry(404, "There is nothing of that name here.", detail)
    except QueryError as error:
        return _sorry(400, "This cannot be understood.", wrong(error, asked))
    except Malformed as error:
        return _sorry(400, "This cannot be understood.", asked.say(error.reason, **error.given))
    except PageError as error:
        return _sorry(404, "What is kept is no page that can be shown.", f"{error.url}: {asked.say(error.reason)}")
    except RecordDamaged as error:
        return _sorry(410, "What was kept cannot be read back.", asked.say(error.pattern, **error.given))
    except ArchiveError as error:
        return _sorry(503, "The archive cannot be read at the moment.", asked.say(error.pattern, **error.given))


def nothing(archive: Archive, asked: Asked) -> Answer:
    """The page of an address that is none."""
    raise Missing(asked.here)


def private(asked: Asked) -> Response:
    """What somebody is told who may not see this."""
    return _response(_sorry(403, "This room is private.", asked.say("Who runs it can give you its address.")), asked)


def _sorry(status: int, words: str, detail: str) -> Answer:
    return Answer("sorry.html", {"status": status, "error": words, "detail": detail[:300]}, status=status)


def _response(found: Answer | File, asked: Asked) -> Response:
    headers = {"vary": "accept-language, cookie", "cache-control": "private, no-cache"}
    if isinstance(found, File):
        headers |= found.headers
        if found.name:
            headers["content-disposition"] = f'attachment; filename="{found.name}"'
        return Response(found.body, headers=headers, content_type=found.kind)
    if asked.at.get("form"):
        return Response(shown.plain(found), found.status, headers, "application/json; charset=utf-8")
    return Response(shown.html(found, asked), found.status, headers, "text/html; charset=utf-8")


def _stream(found: Stream, path: Path) -> AsgiStream:
    """An export, read in a thread of its own and sent as it is read: memory stays flat at any number of articles.

    It ends when who asked leaves, or takes nothing for long. What cannot be sent whole is cut off, so that nobody takes
    it for all there is.
    """

    async def send(writer: Any) -> None:
        loop, gone = asyncio.get_running_loop(), Event()

        def write() -> None:
            with Archive(path, readonly=True, wait=_WAIT) as archive, _Outlet(loop, writer, gone) as to:
                archive.desk.within(_EXPORT)
                found.write(archive, to)

        try:
            await loop.run_in_executor(_turns, write)
        except (ArchiveError, Left) as error:
            _log.warning("%s was cut off: %s", found.name, error)
            raise asyncio.CancelledError from error
        finally:
            gone.set()

    headers = {"content-disposition": f'attachment; filename="{found.name}"', "cache-control": "private, no-cache"}
    return AsgiStream(send, headers=headers, content_type=found.kind)


class Left(Exception):
    """Nobody takes what is sent."""


class _Outlet(io.StringIO):
    """A file whose words go to the browser, some at a time; who writes waits until they are gone.

    Raises Left when `gone` is set, or they are not taken.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, writer: Any, gone: Event) -> None:
        super().__init__(newline="")
        self._loop, self._writer, self._gone = loop, writer, gone

    def write(self, words: str) -> int:
        many = super().write(words)
        if self.tell() > _CHUNK:
            self._send()
        return many

    def __exit__(self, *exception: Any) -> None:
        if exception[0] is None:
            self._send()
        super().__exit__(*exception)

    def _send(self) -> None:
        if self._gone.is_set():
            raise Left("who asked is gone")
        sending = asyncio.run_coroutine_threadsafe(self._writer.write(self.getvalue()), self._loop)
        try:
            sending.result(_STALLED)
        except TimeoutError:
            sending.cancel()
            raise Left(f"nothing was taken for {_STALLED:.0f} seconds") from None
        self.seek(0)
        self.truncate()
