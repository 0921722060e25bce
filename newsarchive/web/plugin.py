"""The Datasette plugin: routes of the room, links to it, and what every answer says of its safety.

Settings, in Datasette's metadata below plugins.newsarchive: `database`, the name of the archive where Datasette serves
several files; `home`, true where the server's first page is the room's.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from newsarchive.archive import Archive
from newsarchive.errors import ArchiveError, QueryError
from newsarchive.web import shown, tongues
from newsarchive.web.asked import ROOT, Answer, Asked, File, Malformed, Missing
from newsarchive.web.pages import PAGES, Page

#: Seconds that one page may take of SQLite's time, and that it waits for a lock.
PATIENCE, _WAIT = 5.0, 1.0
_ROOM = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: Datasette's own pages have scripts and styles of theirs, some of them in the page.
_TABLES = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}
_View = Callable[..., Awaitable[Response]]


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Any) -> list[tuple[str, _View]]:
    """The room's pages; and its first page in the place of Datasette's, where that is wanted."""
    routes = [(rf"^{re.escape(ROOT)}{path}$", _view(page)) for path, page in PAGES.items()]
    routes.append((rf"^{re.escape(ROOT)}/style\.css$", _style))
    if _told(datasette).get("home"):
        routes.append((r"^/$", _home))
    return [*routes, (rf"^{re.escape(ROOT)}/.*$", _view(_nothing))]


@hookimpl  # type: ignore[untyped-decorator]
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """The room in Datasette's menu."""
    return [{"href": datasette.urls.path(ROOT), "label": "Reading room"}]


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Let every answer say what a browser may do with it."""

    def wrap(app: Any) -> Any:
        async def guarded(scope: Any, receive: Any, send: Any) -> None:  # a partial would be taken for another ASGI
            policy = _policy(datasette, scope.get("path", ""))
            await (_guarded(app, policy, scope, receive, send) if policy else app(scope, receive, send))

        return guarded

    return wrap


def _policy(datasette: Any, path: str) -> str:
    """The Content-Security-Policy of a page; "" for one that is neither ours nor served by us: others know theirs."""
    room = datasette.urls.path(ROOT)
    if path == room or path.startswith((f"{room}/", f"{room}.")):
        return _ROOM
    return _TABLES if _told(datasette).get("home") else ""


def _told(datasette: Any) -> dict[str, Any]:
    """The plugin's settings."""
    return datasette.plugin_config("newsarchive") or {}


async def _guarded(app: Any, policy: str, scope: Any, receive: Any, send: Any) -> None:
    more = [(name.encode(), value.encode()) for name, value in {"content-security-policy": policy, **_HEADERS}.items()]

    async def say(event: Any) -> None:
        if event["type"] == "http.response.start":
            event = {**event, "headers": [*event.get("headers", []), *more]}
        await send(event)

    await app(scope, receive, say)


def _view(page: Page) -> _View:
    async def view(datasette: Any, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return Response("only GET", status=405, headers={"allow": "GET, HEAD"})
        database = _database(datasette)
        await datasette.ensure_permissions(request.actor, [("view-database", database.name), "view-instance"])
        asked = _asked(datasette, request)
        return await asyncio.to_thread(_answer, page, Path(database.path), asked)

    return view


async def _home(datasette: Any) -> Response:
    return Response.redirect(datasette.urls.path(ROOT))


async def _style() -> Response:
    css = (files("newsarchive.web") / "static" / "style.css").read_text(encoding="utf-8")
    return Response(css, content_type="text/css; charset=utf-8", headers={"cache-control": "max-age=3600"})


def _database(datasette: Any) -> Any:
    """The archive among Datasette's databases."""
    return datasette.get_database(_told(datasette).get("database"))


def _asked(datasette: Any, request: Request) -> Asked:
    query = {name: request.args[name] for name in request.args}
    tongue = tongues.choose(query.get("lang", ""), request.headers.get("accept-language", ""))
    origin = datasette.absolute_url(request, "/").rstrip("/")
    return Asked(request.url_vars, query, datetime.now(UTC), tongue, datasette.urls.path(ROOT), origin)


def _answer(page: Page, path: Path, asked: Asked) -> Response:
    """What a page says, or why it cannot; runs beside the server's loop."""
    try:
        with Archive(path, readonly=True, wait=_WAIT) as archive:
            archive.desk.within(PATIENCE)
            found = page(archive, asked)
    except Missing as missing:
        found = _sorry(404, "There is nothing of that name here.", str(missing))
    except (Malformed, QueryError) as error:
        found = _sorry(400, "This cannot be understood.", str(error))
    except ArchiveError as error:
        found = _sorry(503, "The archive cannot be read at the moment.", error.reason)
    return _response(found, asked)


def _sorry(status: int, words: str, detail: str) -> Answer:
    return Answer("sorry.html", {"status": status, "error": words, "detail": detail[:300]}, status=status)


def _nothing(archive: Archive, asked: Asked) -> Answer:
    raise Missing("")


def _response(found: Answer | File, asked: Asked) -> Response:
    headers = {"vary": "accept-language, cookie", "cache-control": "private, no-cache"}
    if isinstance(found, File):
        if found.name:
            headers["content-disposition"] = f'attachment; filename="{found.name}"'
        return Response(found.body, headers=headers, content_type=found.kind)
    if asked.at.get("form"):
        return Response(shown.plain(found), found.status, headers, "application/json; charset=utf-8")
    return Response(shown.html(found, asked), found.status, headers, "text/html; charset=utf-8")
