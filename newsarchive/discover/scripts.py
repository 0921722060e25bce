"""Further pages that stand in no link: a script writes the pager, jumps to a page, or fetches more of the list.

Nothing is run. The few forms in which such scripts are written are read: the counts that a content management system
hands to its own pager, an address in quotes to which a number is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsarchive import urls
from newsarchive.discover.anchors import base
from newsarchive.model import Page

#: createPageHTML(5, 0, "index", "html"), createPageHTML('pager', 5, 1, 'style', 'index', 'shtml', 98): pages in all,
#: the one that is shown (counted from 0 where the call begins with the count), the name of their files, its ending.
_PAGER = re.compile(r"\bcreatePage\w*\s*\(([^()]{3,200})\)", re.IGNORECASE)
_PIECE = re.compile(r"""\s*(?:(\d{1,5})|["']([^"']*)["'])\s*$""")
_ENDING = re.compile(r"^\.?([sx]?html?|jspx?|aspx?|php)$", re.IGNORECASE)
#: var countPage = 5; var currentPage = 0; … "index" + "_" + nextPage + "." + "html"
_COUNT = re.compile(r"\b(?:count_?Pages?|page_?Count|total_?Pages?)\s*=\s*[\"']?(\d{1,5})", re.IGNORECASE)
_CURRENT = re.compile(r"\bcurr(?:ent)?_?(?:Page|Index)\s*=\s*[\"']?(\d{1,5})", re.IGNORECASE)
_JOINT = re.compile(r"""(["'])\s*\+\s*\1""")
_FILES = re.compile(r"""([\w./-]{1,80}_)["']\s*\+\s*\w*page\w*\s*\+\s*["'](\.\w{3,5})""", re.IGNORECASE)
#: A number that a link hands to a function, as javascript:go(3) or onclick="go(3)", and what the function does with it.
_CALL = re.compile(r"(?:^javascript:|\breturn\s|^|;)\s*(\w{1,40})\(\s*['\"]?(\d{1,5})['\"]?\s*\)", re.IGNORECASE)
_DEFINED = r"\bfunction\s+{name}\s*\(\s*(\w+)[^)]*\)\s*\{{(.{{0,600}})"
_JUMP = (
    r"""(?:location|href|open|url)\b[^"'`;]{{0,40}}["'`]([^"'`\s]{{1,200}}?)(?:["']\s*\+\s*|\$\{{){name}\b"""
    r"""(?:\}}|\s*\+\s*["'])?([^"'`\s;+)]{{0,80}})"""
)
#: An address to which a script adds the number of a page, or how much was shown.
_FETCHED = re.compile(
    r"""["'`]((?:https?:/)?[\w./-]*/[^"'`\s<>]{1,200}[?&](page|p|pn|paged|page_?(?:no|num|index)|offset|start|skip)=)"""
    r"""(?:["']\s*\+|\$\{)""",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\bfetch\s*\(|XMLHttpRequest|\$\.(?:get|post|ajax|getJSON)\b|axios|jQuery\.", re.IGNORECASE)
#: Characters of scripts on one page that are read.
_LONGEST = 200_000


def further(page: Page) -> Iterator[str]:
    """URLs of further pages of a list, as far as its scripts tell."""
    told = _scripts(page)
    yield from _resolved((*_counted(told), *_jumped(page, told)), page)


def loaded(page: Page) -> Iterator[str]:
    """URLs of lists that a page's scripts load piece by piece, each the first of its pieces."""
    yield from _resolved(_fetched(_scripts(page)), page)


def _resolved(names: Iterable[str], page: Page) -> Iterator[str]:
    here = base(page)
    yield from (url for name in names if (url := urls.canonical(name, here)))


def _scripts(page: Page) -> str:
    inline = (script.text or "" for script in page.tree.iter("script") if not script.get("src"))
    return "\n".join(inline)[:_LONGEST]


def _counted(told: str) -> Iterator[str]:
    """The file of the page after the one that is shown, where a pager is told how many there are."""
    for call in _PAGER.findall(told):
        pieces = [_PIECE.match(piece) for piece in call.split(",")]
        yield from _next_of([(piece[1] or "", piece[2] or "") if piece else ("", "") for piece in pieces])
    count, current = _COUNT.search(told), _CURRENT.search(told)
    files = _FILES.search(_JOINT.sub("", told)) if count and current else None
    if count and current and files and int(current[1]) + 1 < int(count[1]):
        yield f"{files[1]}{int(current[1]) + 1}{files[2]}"


def _next_of(pieces: list[tuple[str, str]]) -> Iterator[str]:
    numbers = [int(number) for number, _ in pieces if number]
    ending = next((at for at, (_, words) in enumerate(pieces) if at and _ENDING.match(words)), 0)
    if len(numbers) < 2 or not ending or not (name := pieces[ending - 1][1]):
        return
    last = numbers[0] - 1 if pieces[0][0] else numbers[0]
    if numbers[1] < last:
        yield f"{name}_{numbers[1] + 1}.{pieces[ending][1].lstrip('.')}"


def _jumped(page: Page, told: str) -> Iterator[str]:
    """Where links lead that hand a page's number to a function of the page."""
    ways: dict[str, tuple[str, str]] = {}
    for link in page.tree.iter("a", "li", "span", "button"):
        call = _CALL.search(link.get("onclick") or link.get("href") or "")
        if not call:
            continue
        if call[1] not in ways:
            ways[call[1]] = _way(call[1], told)
        before, after = ways[call[1]]
        if before:
            yield f"{before}{call[2]}{after}"


def _way(name: str, told: str) -> tuple[str, str]:
    """What a function puts before and after the number that it is given; "" twice where it leads nowhere."""
    defined = re.search(_DEFINED.format(name=re.escape(name)), told, re.DOTALL)
    found = re.search(_JUMP.format(name=re.escape(defined[1])), defined[2]) if defined else None
    return (found[1], found[2]) if found else ("", "")


def _fetched(told: str) -> Iterator[str]:
    """The first page of what a script fetches more of."""
    if not _ASKS.search(told):
        return
    for place, name in _FETCHED.findall(told):
        yield place + ("0" if name.lower() in ("offset", "start", "skip") else "1")
