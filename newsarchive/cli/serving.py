"""The archive in a browser: serve."""

from __future__ import annotations

import ipaddress
import webbrowser
from pathlib import Path

import click

from newsarchive.cli import terminal
from newsarchive.errors import NotInstalled


@click.command(epilog="\b\nExamples:\n  newsarchive serve --open\n  newsarchive serve --host 0.0.0.0 --private")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to be reached at.")
@click.option("--open", "opened", is_flag=True, help="Open it in a browser.")
@click.option("--private", is_flag=True, help="Let in only who has the address that is printed.")
@terminal.archive_option
def serve(port: int, host: str, opened: bool, private: bool, path: Path) -> None:
    """Open the reading room: search, articles, revisions, stories and sources in a browser, and Datasette's tables.

    It reads alone, and is reached from this machine alone unless --host says otherwise. Ctrl-C ends it.
    """
    terminal.reading(path).close()
    try:
        from newsarchive import web
    except ModuleNotFoundError as error:
        raise NotInstalled(error.name or "datasette", "web", "to read an archive in a browser") from error
    if not (private or _is_loopback(host)):
        terminal.err().print("Everybody who reaches this address can read everything: --private keeps them out.")

    def tell(address: str) -> None:
        click.echo(address)
        if opened:
            webbrowser.open(address)

    web.serve(path, host, port, tell, private=private)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
