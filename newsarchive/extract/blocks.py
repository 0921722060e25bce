"""Lines -> blocks: what a body's paragraphs are, and their inline markup."""

from __future__ import annotations

import html
import re
from itertools import groupby
from urllib.parse import urljoin

from newsarchive import text
from newsarchive.extract import grids
from newsarchive.extract.layout import Mark, Run
from newsarchive.model import Block

#: An address that joining would leave as it is.
_ABSOLUTE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[!$-.0-:=@A-Z_a-z~/]*)?(?:\?[!$-.0-;=?@A-Z_a-z~/]+)?", re.ASCII)
#: Characters of the longest address: no server takes as many.
_LONGEST = 8000
#: What begins a link that leads to no page.
_NOWHERE = ("#", "javascript:", "data:", "mailto:", "tel:")
_LEVELS = {f"h{level}": level for level in range(1, 7)}


def blocks(runs: list[Run], base: str) -> list[Block]:
    """The blocks that `runs` make, in order. `base` is what links are relative to."""
    return [block for _, block in numbered(runs, base)]


def numbered(runs: list[Run], base: str) -> list[tuple[int, Block]]:
    """The blocks that `runs` make, in order, each with the number of the line that it begins with."""
    made: list[tuple[int, Block]] = []
    for table, lines in groupby(runs, key=grids.around):
        held = list(lines)
        grid = grids.block(held) if table is not None else None
        if grid is not None:
            made.append((held[0].index, grid))
            continue
        for run in held:
            if run.box.kind == "code":
                made += [(run.index, block) for block in _code(run)]
            else:
                made.append((run.index, _block(run, base)))
    return made


def _block(run: Run, base: str) -> Block:
    level = _level(run) if run.box.kind == "heading" else 0
    return Block(run.box.kind, run.text, _inner_html(run, base) if run.marks else "", level)


def _code(run: Run) -> list[Block]:
    """Preformatted text: code where it is indented or in <code>; mostly it is prose that somebody typed."""
    words = "".join(run.pieces)
    if any(tag == "code" for _, tag, _ in run.marks):
        return [Block("code", "\n".join(line.rstrip() for line in words.strip("\n").splitlines()))]
    return [Block("paragraph", line) for line in text.paragraphs(words)]


def _level(run: Run) -> int:
    return next((_LEVELS[box.tag] for box in run.box.within() if box.tag in _LEVELS), 0)


def _inner_html(run: Run, base: str) -> str:
    """The run with its inline markup; "" where it has none: the first mark begins some, and may stand at the end."""
    if run.marks[0][0] >= len(run.pieces):
        return ""
    out: list[str] = []
    done = 0
    for mark in run.marks:
        if mark[0] > done:
            out.append(html.escape("".join(run.pieces[done : mark[0]]), quote=False))
            done = mark[0]
        out.append(_tag(mark, base))
    out.append(html.escape("".join(run.pieces[done:]), quote=False))
    return text.line("".join(out))


def _tag(mark: Mark, base: str) -> str:
    _, tag, element = mark
    if tag == "a" and (href := absolute(element.get("href") or "", base)):
        return f'<a href="{html.escape(href)}">'
    return f"<{tag}>"


def overlong(runs: list[Run]) -> int:
    """How many links in these lines lose their address, which is longer than any that a server takes."""
    links = (element.get("href") or "" for run in runs for _, tag, element in run.marks if tag == "a")
    return sum(len(href) > _LONGEST and not href.lstrip().startswith(_NOWHERE) for href in links)


def absolute(href: str, base: str) -> str:
    """A link as an address that holds outside of its page; "" for what is none (a script, an anchor, a whole book)."""
    href = href.strip()
    if not href or len(href) > _LONGEST or href.startswith(_NOWHERE):
        return ""
    if _ABSOLUTE.fullmatch(href):
        return href
    try:
        joined = urljoin(base, href)
    except ValueError:
        return ""
    return joined if joined.startswith(("http://", "https://")) else ""
