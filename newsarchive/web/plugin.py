"""The Datasette plugin: routes of the room, links to it, and what every answer says of its safety.

Settings, in Datasette's metadata below plugins.newsarchive: `database`, the name of the archive where Datasette serves
several files; `home`, true where the server's first page is the room's.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import AsgiStream, Request, Response

from newsarchive.web import answering, entering, leaving, policies, spreadsheets, statics, tongues
from newsarchive.web.asked import ROOT, Asked
from newsarchive.web.pages import PAGES, Page

_View = Callable[..., Awaitable[Any]]


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Any) -> list[tuple[str, _View]]:
    """The room's pages; and its first page in the place of Datasette's, where that is wanted."""
    routes = [(rf"^{re.escape(ROOT)}{path}$", _view(page)) for path, page in PAGES.items()]
    routes.append((rf"^{re.escape(ROOT)}/(?P<file>{'|'.join(map(re.escape, statics.FILES))})$", _static))
    routes.append((rf"^{re.escape(ROOT)}/enter$", entering.enter))
    if _told(datasette).get("home"):
        routes.append((r"^/$", _home))
    return [*routes, (rf"^{re.escape(ROOT)}/.*$", _view(answering.nothing))]


@hookimpl  # type: ignore[untyped-decorator]
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """The room in Datasette's menu."""
    return [{"href": datasette.urls.path(ROOT), "label": "Reading room"}]


@hookimpl  # type: ignore[untyped-decorator]
def forbidden(datasette: Any, request: Request) -> Response | None:
    """A private room says that it is one, in the reader's tongue."""
    if not _told(datasette).get("home"):
        return None
    return answering.private(_asked(datasette, request, _database(datasette).name))


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Let every answer say what a browser may do with it."""

    def wrap(app: Any) -> Any:
        async def guarded(scope: Any, receive: Any, send: Any) -> None:  # a partial would be taken for another ASGI
            policy = _policy(datasette, scope.get("path", ""))
            if not policy:
                await app(scope, receive, send)
            else:
                await policies.guarded(_inner(app, policy, scope), policy, scope, receive, send)

        return guarded

    return wrap


def _inner(app: Any, policy: str, scope: Any) -> Any:
    """What answers: ours while somebody waits for it, Datasette's CSV without formulas."""
    if policy == policies.ROOM and scope.get("method") == "GET":
        return partial(leaving.attended, app)
    if policy == policies.TABLES and scope.get("path", "").endswith(".csv"):
        return partial(spreadsheets.harmless, app)
    return app


def _policy(datasette: Any, path: str) -> str:
    """The Content-Security-Policy of a page; "" for one that is neither ours nor served by us: others know theirs."""
    room = datasette.urls.path(ROOT)
    if path == room or path.startswith((f"{room}/", f"{room}.")):
        return policies.ROOM
    return policies.TABLES if _told(datasette).get("home") else ""


def _told(datasette: Any) -> dict[str, Any]:
    """The plugin's settings."""
    return datasette.plugin_config("newsarchive") or {}


def _view(page: Page) -> _View:
    async def view(datasette: Any, request: Request) -> Any:
        if request.method not in ("GET", "HEAD"):
            return Response("only GET", status=405, headers={"allow": "GET, HEAD"})
        database = _database(datasette)
        await datasette.ensure_permissions(request.actor, [("view-database", database.name), "view-instance"])
        asked = _asked(datasette, request, database.name)
        found = await asyncio.to_thread(answering.answer, page, Path(database.path), asked)
        if request.method == "HEAD" and isinstance(found, AsgiStream):
            return Response("", headers=found.headers, content_type=found.content_type)
        return found

    return view


async def _home(datasette: Any) -> Response:
    return Response.redirect(datasette.urls.path(ROOT))


async def _static(request: Request) -> Response:
    words, kind = statics.FILES[request.url_vars["file"]]
    kept = "max-age=31536000, immutable" if request.args.get("v") else "max-age=3600"
    return Response(words, content_type=f"{kind}; charset=utf-8", headers={"cache-control": kept})


def _database(datasette: Any) -> Any:
    """The archive among Datasette's databases."""
    return datasette.get_database(_told(datasette).get("database"))


def _asked(datasette: Any, request: Request, database: str) -> Asked:
    query = {name: request.args[name] for name in request.args}
    root = datasette.urls.path(ROOT)
    return Asked(
        at=request.url_vars | ({"form": ".json"} if request.path.endswith(".json") else {}),
        query=query,
        now=datetime.now(UTC),
        tongue=tongues.choose(query.get("lang", ""), request.headers.get("accept-language", "")),
        root=root,
        here=request.path.removeprefix(root),
        tables=datasette.urls.database(database),
        origin=datasette.absolute_url(request, "/").rstrip("/"),
    )
