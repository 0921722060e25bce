"""Words of a single Han character, which the index has only as the beginnings of its pairs.

A rare one is found that way at once. The postings of all pairs that begin with a common one would have to be merged
before the first article is known, which takes seconds in a large archive; but a common character stands in the texts
themselves, in some of any hundred.
"""

from __future__ import annotations

import json
import re
from functools import cache

from newsarchive.archive.folding import form
from newsarchive.archive.query import Clause

_PHRASE = re.compile('"([\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af])" \\*')
#: Where Unicode keeps characters that are folded to Han: radicals, squares, enclosed and compatibility ideographs.
_FOLDED = (
    (0x2E80, 0x2FE0),
    (0x3000, 0x3400),
    (0x3400, 0xA000),
    (0xF900, 0xFB00),
    (0x1F200, 0x1F300),
    (0x20000, 0x32400),
)

#: Holds where one of the forms in a JSON array stands in what an article says now, or in who wrote it.
CONDITION = """EXISTS (
  SELECT 1 FROM revisions JOIN texts ON texts.id = revisions.text_id JOIN json_each(?) AS form
  WHERE revisions.article_id = articles.id AND revisions.number = articles.revision
    AND (instr(texts.text, form.value) OR instr(articles.title, form.value)
      OR instr(revisions.authors, form.value) OR instr(revisions.editors, form.value)))"""


def single(clause: Clause) -> str:
    """The one Han character that a clause asks for, or wants to be missing; "" if it is any other."""
    found = _PHRASE.fullmatch(clause.phrases[0]) if len(clause.phrases) == 1 else None
    return found[1] if found else ""


def forms(char: str) -> str:
    """Every character that is folded to `char`, or to words with it, as a JSON array: what CONDITION takes."""
    return json.dumps(_forms().get(char, [char]), ensure_ascii=False)


@cache
def _forms() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for start, end in _FOLDED:
        for char in map(chr, range(start, end)):
            for folded in set(form(char)) - {char}:
                found.setdefault(folded, [folded]).append(char)
    return found
