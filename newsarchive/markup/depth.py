"""A document that is nested deeper than lxml reads, with its deepest tags left out: every word of it stays.

Nobody writes a page so. What makes one is a loop in a template, or malice; neither has a structure to be kept.
"""

from __future__ import annotations

import re

#: Levels that are kept. Real pages have 20 to 80.
DEEPEST = 100
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
#: One tag, or a few in a row, again and again, as a loop writes them: far the most of what is nested so.
_RUN = re.compile(rb"((?:</?[a-zA-Z][^<>]*>\s*){1,6}?)(?:\1){%d,}" % DEEPEST)
_VOID = frozenset(
    {
        b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source",
        b"track", b"wbr",
    }
)  # fmt: skip
#: What ends where another begins, by that one's name: its end is mostly left out.
_ENDED_BY = {
    b"p": (b"p",),
    b"li": (b"p", b"li"),
    b"dt": (b"p", b"dt", b"dd"),
    b"dd": (b"p", b"dt", b"dd"),
    b"td": (b"p", b"td", b"th"),
    b"th": (b"p", b"td", b"th"),
    b"tr": (b"p", b"td", b"th", b"tr"),
    b"option": (b"option",),
}
#: What ends no line.
_INLINE = frozenset(
    {
        b"a", b"abbr", b"b", b"bdi", b"bdo", b"big", b"cite", b"code", b"data", b"dfn", b"em", b"font", b"i", b"kbd",
        b"label", b"mark", b"nobr", b"q", b"s", b"samp", b"small", b"span", b"strike", b"strong", b"sub", b"sup",
        b"time", b"tt", b"u", b"var",
    }
)  # fmt: skip
#: Open elements among which the fellow of an end is looked for.
_NEAR = 16


def flattened(document: bytes) -> bytes:
    """`document` without the tags below level DEEPEST; in place of some that part lines, a <br>."""
    document = _RUN.sub(rb"\1", document)
    open_now: list[bytes] = []
    parts: list[bytes] = []
    at = 0
    for tag in _TAG.finditer(document):
        name = tag[2].lower()
        if name in _VOID:
            continue
        level = _closed(name, open_now) if tag[1] else _opened(name, open_now)
        if level > DEEPEST:
            start = tag.start()
            if at != start:
                parts += document[at:start], b"" if name in _INLINE else b"<br>"
            at = tag.end()
    return b"".join([*parts, document[at:]])


def _opened(name: bytes, open_now: list[bytes]) -> int:
    """The level of an element that begins."""
    for ended in open_now[:-_NEAR:-1] if name in _ENDED_BY else ():
        if ended not in _ENDED_BY[name]:
            break
        open_now.pop()
    open_now.append(name)
    return len(open_now)


def _closed(name: bytes, open_now: list[bytes]) -> int:
    """The level of the element that ends; that of the innermost where none of its name is near."""
    if open_now and open_now[-1] == name:
        open_now.pop()
        return len(open_now) + 1
    if name not in open_now[-_NEAR:]:
        return len(open_now)
    del open_now[_last(name, open_now) :]
    return len(open_now) + 1


def _last(name: bytes, open_now: list[bytes]) -> int:
    """Where the last element of a name that is open stands."""
    return next(at for at in range(len(open_now) - 1, -1, -1) if open_now[at] == name)
