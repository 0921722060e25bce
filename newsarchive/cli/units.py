"""A fleet as services: systemd's units for collector, dispatcher and workers."""

from __future__ import annotations

import os
import shlex
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from newsarchive.cli import terminal
from newsarchive.errors import FleetError

#: Where machines keep what their services need to know and others must not: NEWSARCHIVE_FLEET with its password.
ENVIRONMENT = "/etc/newsarchive.env"
_UNIT = """\
[Unit]
Description=newsarchive: {what}
Wants=network-online.target
After=network-online.target redis-server.service rabbitmq-server.service

[Service]
User={user}
WorkingDirectory={folder}
EnvironmentFile={environment}
ExecStart={command}
Restart=always
RestartSec=5
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full
{more}
[Install]
WantedBy=multi-user.target
"""
#: A worker reaches the web, names, and Redis; what else stands in the networks around it is none of its business.
_WORKER = """\
KillMode=mixed
TimeoutStopSec=300
IPAddressDeny=link-local multicast 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 fc00::/7
IPAddressAllow=localhost {addresses}
"""


@click.command(epilog="\b\nExample:\n  sudo -E newsarchive fleet units /etc/systemd/system --user news")
@click.argument("into", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--user", default="newsarchive", show_default=True, help="Who the services run as.")
@click.option("--slots", type=click.IntRange(1), default=8, show_default=True, help="What a worker does at a time.")
@terminal.archive_option
def units(into: Path, user: str, slots: int, path: Path) -> None:
    """Write systemd's units into FOLDER: newsarchive-collect, -dispatch, -worker; each machine enables its own.

    Settings come from /etc/newsarchive.env, which must hold NEWSARCHIVE_FLEET. A worker may reach the web and what
    NEWSARCHIVE_FLEET and NEWSARCHIVE_BROKER name now, and no other private address.
    """
    into.mkdir(parents=True, exist_ok=True)
    for name, text in written(user, slots, path).items():
        (into / name).write_text(text, encoding="utf-8")
        click.echo(into / name)


def written(user: str, slots: int, path: Path) -> dict[str, str]:
    """The units by their file names. Raises FleetError."""
    python, archive = [sys.executable, "-m"], ["--archive", str(path.absolute())]
    celery = [*python, "celery", "-A", "newsarchive.fleet", "worker", "-c", str(slots), "-l", "WARNING"]
    worker = _WORKER.format(addresses=" ".join(_addresses()))
    parts = {
        "collect": ("the collector", [*python, "newsarchive", "fleet", "collect", *archive], ""),
        "dispatch": ("the dispatcher", [*python, "newsarchive", "fleet", "dispatch", *archive], ""),
        "worker": ("a worker", [*celery, "-Q", "visits,reread"], worker),
    }
    return {f"newsarchive-{name}.service": _unit(user, *part) for name, part in parts.items()}


def _unit(user: str, what: str, command: list[str], more: str) -> str:
    folder = str(Path.cwd())
    words = {"user": user, "what": what, "folder": folder, "command": shlex.join(command)}
    return _UNIT.format(environment=ENVIRONMENT, more=more, **{k: v.replace("%", "%%") for k, v in words.items()})


def _addresses() -> list[str]:
    """Where Redis and the broker are."""
    urls = [os.environ.get(name, "") for name in ("NEWSARCHIVE_FLEET", "NEWSARCHIVE_BROKER")]
    hosts = [host for url in urls if (host := urlsplit(url).hostname)]
    if not hosts:
        raise FleetError("NEWSARCHIVE_FLEET is not set: redis://:PASSWORD@HOST:6379/0")
    try:
        return sorted({str(found[4][0]) for host in hosts for found in socket.getaddrinfo(host, None)})
    except OSError as error:
        raise FleetError(f"{', '.join(hosts)}: {error}") from error
