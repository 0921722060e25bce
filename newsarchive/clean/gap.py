"""Lines that no reader gave: what the page's markup holds between the headline and the body.

Dates and sources stand in boxes that many a site names like its menus and toolbars, and that readers pass by; or
between the lead and the text, where the body has begun. Looked for only where the lines above the body tell no date.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import islice

from newsarchive import text
from newsarchive.clean import boxes
from newsarchive.model import Draft

#: Characters of the longest line of credits, and pieces of text between a headline and its body, at most.
_LONGEST = 80
_MOST = 40
#: Pieces before the body that are looked at where no headline is found, and blocks that are no paragraph yet.
_CLOSE = 12
#: A label and a number: what counts beside elements that are named after dates, which may be of anything.
_LABELLED = re.compile(r"\W{0,3}[^\W\d_]{4,16}(?:\s[^\W\d_]{1,4})?\s?[:：]\D{0,20}\d")
#: Pieces between the lead and the text that follows it, at most.
_BETWEEN = 8
#: Characters of a paragraph that is prose.
_PROSE = 80
#: Characters by which the first paragraph is known again.
_START = 8


def lines(draft: Draft) -> list[str]:
    """The short pieces of text between the headline and the first prose that are neither above nor in the body."""
    title = draft.first("title")
    if title is None or not draft.blocks:
        return []
    headline = text.plain(title.words)
    prose = [block.text for block in draft.blocks if len(block.text) > _PROSE]
    first = prose[0] if prose else draft.blocks[0].text
    pieces: deque[str] = deque(maxlen=_MOST)
    found = boxes.texts(draft.page)
    for words in found:
        if len(words) >= _START and first.startswith(words):
            break
        pieces.append(words)
    else:
        return []
    if not draft.page.by_tag["time"]:
        is_stamped = draft.first("stamp") is not None
        pieces.extend(words for words in _after_lead(prose[1:2], found) if not is_stamped or _LABELLED.match(words))
    start = next((at for at in range(len(pieces) - 1, -1, -1) if text.reads(pieces[at], headline)), None)
    between = list(pieces)[start + 1 if start is not None else max(len(pieces) - _CLOSE, 0) :]
    told = {*draft.above, *(block.text for block in draft.blocks[:_CLOSE])}
    return [words for words in between if len(words) <= _LONGEST and words not in told]


def _after_lead(following: list[str], found: Iterator[str]) -> list[str]:
    """The few short pieces between the first prose and the next; none where the next is not close behind."""
    pieces: list[str] = []
    for words in islice(found, _BETWEEN):
        if following and len(words) >= _START and following[0].startswith(words):
            return pieces
        pieces.append(words)
    return []
