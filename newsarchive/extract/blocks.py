"""Lines -> blocks: what a body's paragraphs are, and their inline markup."""

from __future__ import annotations

import html

from newsarchive import text
from newsarchive.extract.layout import Mark, Run
from newsarchive.model import Block
from newsarchive.urls import canonical


def blocks(runs: list[Run], base: str) -> list[Block]:
    """The blocks that `runs` make, in order. `base` is what links are relative to."""
    made: list[Block] = []
    for run in runs:
        made += _code(run) if run.box.kind == "code" else [_block(run, base)]
    return [block for block in made if block.text]


def _block(run: Run, base: str) -> Block:
    level = int(tag[1]) if (tag := _heading_tag(run)) else 0
    return Block(run.box.kind, run.text, _inner_html(run, base), level)


def _code(run: Run) -> list[Block]:
    """Preformatted text: code where it is indented or in <code>; mostly it is prose that somebody typed."""
    words = "".join(run.pieces)
    if any(mark.tag == "code" for mark in run.marks):
        return [Block("code", "\n".join(line.rstrip() for line in words.strip("\n").splitlines()))]
    return [Block("paragraph", line) for line in text.paragraphs(words)]


def _heading_tag(run: Run) -> str:
    return next(
        (box.tag for box in run.box.within() if len(box.tag) == 2 and box.tag[0] == "h" and box.tag[1].isdigit()), ""
    )


def _inner_html(run: Run, base: str) -> str:
    """The run with its inline markup; "" where it has none."""
    if not any(mark.at < len(run.pieces) and not mark.tag.startswith("/") for mark in run.marks):
        return ""
    out: list[str] = []
    marks = iter(run.marks)
    mark = next(marks, None)
    for at, piece in enumerate(run.pieces):
        while mark is not None and mark.at <= at:
            out.append(_tag(mark, base))
            mark = next(marks, None)
        out.append(html.escape(piece, quote=False))
    while mark is not None:
        out.append(_tag(mark, base))
        mark = next(marks, None)
    return text.line("".join(out))


def _tag(mark: Mark, base: str) -> str:
    if mark.tag == "a" and (href := canonical(mark.element.get("href") or "", base)):
        return f'<a href="{html.escape(href)}">'
    return f"<{mark.tag}>"
