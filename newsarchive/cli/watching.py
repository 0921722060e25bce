"""New answers to old questions: watch."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import click

from newsarchive.archive import Archive
from newsarchive.archive.watches import Revised, Watch
from newsarchive.cli import terminal
from newsarchive.cli.exits import FAILED
from newsarchive.model import Hit

#: Seconds that a webhook may take to answer, and a command to run.
_PATIENCE, _LONGEST = 30, 600
#: Entries of a feed.
_ENTRIES = 50
#: Characters that no XML can hold.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATOM = "http://www.w3.org/2005/Atom"


@click.command(
    cls=terminal.Asking,
    epilog="\b\nExamples:\n  newsarchive watch 'source:新华社 人工智能' --feed ai.xml\n"
    "  newsarchive watch\n  newsarchive watch --list",
)
@click.argument("words", metavar="[QUERY]", nargs=-1)
@click.option("--command", help="Run this with the new matches on its stdin, as JSON Lines.")
@click.option("--webhook", metavar="URL", help="POST the new matches there, as JSON.")
@click.option(
    "--feed", type=click.Path(path_type=Path, dir_okay=False), help="Keep the latest matches in this Atom file."
)
@click.option("--revised", is_flag=True, help="Tell of matches that their publishers changed, too.")
@click.option("--from-start", is_flag=True, help="Tell of what matches already, too, the first time.")
@click.option("--list", "listed", is_flag=True, help="List what is watched.")
@click.option("--remove", type=click.IntRange(1), metavar="ID", help="Watch that no more.")
@terminal.json_option
@terminal.archive_option
def watch(
    words: tuple[str, ...],
    command: str | None,
    webhook: str | None,
    feed: Path | None,
    revised: bool,
    from_start: bool,
    listed: bool,
    remove: int | None,
    as_json: bool,
    path: Path,
) -> None:
    """Tell of new articles that match QUERY: those that came since this was last asked.

    The first time, what to do with them is noted: print them, run a command, call a webhook, keep a feed. Without a
    QUERY, everything that is watched is asked, as a timer or the end of a crawl would. What could not be told is told
    the next time.
    """
    terminal.reading(path).close()
    with Archive(path) as archive:
        if listed:
            return _list(archive, as_json)
        if remove:
            return None if archive.watches.end(remove) else terminal.nothing(f"Nothing is watched as {remove}.")
        given = {"command": command, "webhook": webhook, "feed": str(feed.absolute()) if feed else None}
        action = {name: value for name, value in given.items() if value} | ({"revised": True} if revised else {})
        watches = [_watch(archive, " ".join(words), action, from_start)] if words else archive.watches.all()
        told = [_tell(archive, one, as_json) for one in watches]
    if not all(told):
        raise SystemExit(FAILED)
    return None


def _watch(archive: Archive, words: str, action: Mapping[str, Any], from_start: bool) -> Watch:
    found = archive.watches.find(words)
    if found is None:
        terminal.err().print(f"Watching from now on: {words}" if not from_start else f"Watching: {words}")
        return archive.watches.begin(words, action, from_start=from_start)
    if "revised" in found.action and action.get("revised"):
        action = {**action, "revised": found.action["revised"]}  # it goes on where it was
    if action and action != found.action:
        archive.watches.change(found.id, action)
        return archive.watches.find(words) or found
    return found


def _tell(archive: Archive, one: Watch, as_json: bool) -> bool:
    """Tell of what is new; False where it could not be told, and will be the next time."""
    hits, seen = archive.watches.news(one)
    changed, revised = archive.watches.revised(one)
    rows = [asdict(hit) for hit in hits] + [_changed(each) for each in changed]
    failed = _act(archive, one, rows) if rows else ""
    if failed:
        terminal.err().print(f"{one.query}: {failed}", soft_wrap=True)
        return False
    if as_json:
        terminal.lines(rows)
    elif not {"command", "webhook", "feed"} & one.action.keys():
        for hit in hits:
            terminal.out().print(terminal.hit(hit))
        for each in changed:
            shown = terminal.hit(each.hit).append(f"\n    changed: {', '.join(each.edits)}", "yellow")
            terminal.out().print(shown.append(f" · newsarchive diff {each.hit.article_id} {each.revision}", "cyan"))
    archive.watches.told(one.id, seen, revised)
    return True


def _changed(one: Revised) -> dict[str, Any]:
    """A changed match as a new one is told, with what changed."""
    return asdict(one.hit) | {"revision": one.revision, "edits": list(one.edits)}


def _act(archive: Archive, one: Watch, rows: Sequence[Mapping[str, Any]]) -> str:
    """Do what was asked for with new matches; return what went wrong, "" if nothing."""
    if feed := one.action.get("feed"):
        write_feed(Path(feed), one.query, archive.search(one.query, limit=_ENTRIES))
    failed = [_run(command, rows)] if (command := one.action.get("command")) else []
    if webhook := one.action.get("webhook"):
        failed.append(_post(webhook, {"query": one.query, "matches": rows}))
    return "; ".join(filter(None, failed))


def _run(command: str, rows: Sequence[Mapping[str, object]]) -> str:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    try:
        done = subprocess.run(shlex.split(command), input=lines, encoding="utf-8", timeout=_LONGEST, check=False)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return f"the command failed: {error}"
    return f"the command ended with {done.returncode}" if done.returncode else ""


def _post(url: str, told: Mapping[str, object]) -> str:
    if not url.startswith(("http://", "https://")):
        return f"no http or https URL: {url}"
    body = json.dumps(told, ensure_ascii=False).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE):
            return ""
    except (urllib.error.URLError, OSError, ValueError) as error:
        return f"the webhook failed: {error}"


def write_feed(path: Path, query: str, hits: Sequence[Hit]) -> None:
    """Write matches as an Atom feed, whole or not at all."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", f"newsarchive: {query}")
    _add(feed, "id", f"urn:newsarchive:watch:{query}")
    _add(feed, "updated", datetime.now(UTC).isoformat(timespec="seconds"))
    for hit in hits:
        entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "title", hit.title)
        _add(entry, "id", hit.url)
        ET.SubElement(entry, f"{{{_ATOM}}}link", {"href": hit.url})
        _add(entry, "updated", hit.published_at or datetime.now(UTC).isoformat(timespec="seconds"))
        _add(entry, "summary", hit.snippet)
        _add(ET.SubElement(entry, f"{{{_ATOM}}}author"), "name", hit.source or hit.publisher)
    unborn = path.with_name(f".{path.name}.{os.getpid()}")
    ET.ElementTree(feed).write(unborn, encoding="utf-8", xml_declaration=True)
    unborn.replace(path)


def _add(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = _NO_XML.sub("", words)


def _what(one: Watch) -> str:
    """What is done with new matches, for people."""
    done = shlex.join(str(value) for name, value in one.action.items() if name != "revised")
    return f"{done} (changes too)".strip() if "revised" in one.action else done


def _list(archive: Archive, as_json: bool) -> None:
    found = archive.watches.all()
    if as_json:
        terminal.lines(found)
        return
    rows = [{"id": one.id, "query": one.query, "since": one.created, "what": _what(one)} for one in found]
    terminal.out().print(terminal.table(rows, {"id": "id", "query": "query", "since": "since", "what": "told to"}))
