"""The server: Datasette over one archive, read-only, with the room in front."""

from __future__ import annotations

import ipaddress
import os
import socket
import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from newsarchive.archive import Archive, described
from newsarchive.errors import NotServed
from newsarchive.web import entering, plugin

#: Milliseconds that SQL typed by a reader may take, rows that it may give, connections for it.
_SETTINGS = {"sql_time_limit_ms": 2000, "max_returned_rows": 1000, "num_sql_threads": 4, "allow_download": False}
#: What a row is called where another refers to it; tables of SQLite's tools, which say nothing of news.
_LABELS = {"articles": "title", "publishers": "slug", "sources": "name", "urls": "url", "crawls": "spider"}
_HIDDEN = ("_sqlite_migrations",)
#: Bytes of one request's line and headers, seconds to end open answers.
_LONGEST, _GRACE = 65_536, 5


def serve(path: Path, host: str, port: int, tell: Callable[[str], None], *, private: bool = False) -> None:
    """Serve the archive at `path` until somebody presses Ctrl-C.

    `port` 0 takes any that is free. `tell` is given the address to open, once it can be opened; where the room is
    `private`, that address lets in who has it, as often as it is opened, and nobody else sees anything. Raises
    NotServed, and what opening an archive raises.
    """
    Archive(path, readonly=True).close()
    made = room(path, private=private)
    with _bound(host, port) as listening:
        outward, number = _outward(host), listening.getsockname()[1]
        place = f"[{outward}]:{number}" if ":" in outward else f"{outward}:{number}"
        tell(f"http://{place}{entering.address(made) if private else '/'}")
        config = uvicorn.Config(
            made.app(), log_level="warning", h11_max_incomplete_event_size=_LONGEST, timeout_graceful_shutdown=_GRACE
        )
        uvicorn.Server(config).run(sockets=[listening])


def room(path: Path, *, private: bool = False) -> Any:
    """Datasette over the archive at `path`, with everything in it described."""
    if not pm.has_plugin("newsarchive"):
        pm.register(plugin, "newsarchive")
    # Datasette 0.65 prints every error by rich, which fails at an address that no route fits: there is no traceback.
    pm.get_plugin("datasette.handle_exception").rich = None
    told, secret = metadata(path, private=private), os.environ.get("DATASETTE_SECRET")
    return Datasette([str(path)], metadata=told, settings=_SETTINGS, **({"secret": secret} if secret else {}))


def metadata(path: Path, *, private: bool = False) -> dict[str, Any]:
    """What Datasette is told of the archive: words for tables and columns, questions, who may see it."""
    canned = tomllib.loads((files("newsarchive.web") / "canned.toml").read_text(encoding="utf-8"))
    told: dict[str, Any] = {
        "title": "newsarchive",
        "databases": {path.stem: {"tables": _tables(), "queries": canned}},
        "plugins": {"newsarchive": {"home": True, "database": path.stem}},
    }
    return told | ({"allow": {"id": entering.READER}} if private else {})


def _tables() -> Mapping[str, Any]:
    return {
        name: {"description": table.words, "columns": table.columns, "units": table.units, "size": 50}
        | ({"label_column": _LABELS[name]} if name in _LABELS else {})
        for name, table in described.tables().items()
    } | {name: {"hidden": True} for name in _HIDDEN}


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises NotServed."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        raise NotServed(f"{host}:{port}", error.strerror or str(error)) from error


def _outward(host: str) -> str:
    """The address by which others reach this machine, where `host` stands for all that it has."""
    try:
        if not ipaddress.ip_address(host).is_unspecified:
            return host
        family, far = (socket.AF_INET6, "2001:db8::1") if ":" in host else (socket.AF_INET, "192.0.2.1")
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((far, 9))  # sends nothing: the system says by which of its addresses it would
            return str(asking.getsockname()[0])
    except (ValueError, OSError):  # a name; a machine without a network
        return host
