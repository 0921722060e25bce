"""Where a body goes on behind the last line that was chosen: what an announcement ends with.

Notices end in short lines (whom to call, an account, an address, who signed it and when) that look like what stands
beside articles. Those in the very form of the paragraphs before them belong to the text.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile

from newsarchive import text
from newsarchive.extract.documents import is_document
from newsarchive.extract.edges import is_tail
from newsarchive.extract.features import Place
from newsarchive.extract.layout import Box, Run, make

#: The score down to which a line in the paragraphs' own form goes with them. The weights were learnt from pages in
#: scripts with spaces most of all, where such lines are teasers more often: there they stand as they are.
_DOUBTFUL = -2.0
#: How a line begins that tells where something can be fetched; and what is no part of any text.
_FETCH = re.compile(
    r"(?i)\W*(?:(?:点此|点击(?:此处|这里)?|附件|文件)下载|下载\s*[:：]|附件|скачать|download\b|herunterladen\b|télécharger\b|descargar?\b"
    r"|scaricare?\b|baixar\b|pobierz\b|stáhnout\b|ダウンロード|다운로드|تحميل)"
)
_APPLICATION = re.compile(r"(?i)\bapps?\b|приложени|客户端|應用|应用|アプリ|앱|aplicaci|aplikacj")
_WIDE = re.compile("[\u3400-\u9fff]")
#: Lines that a box may hold behind the last one that was chosen, for all of it to be the text; the least score of each,
#: and of the best of them; and how many of them are items of a list, at least, beside being half of them.
_TAIL, _HOPELESS, _HOPEFUL, _ITEMS = 60, -3.0, -1.1, 3
#: Lines at most from the text to the day that is written under it: the issuer's name stands between.
_SIGNERS = 3


def followed(kept: set[int], scores: dict[int, float], where: Place) -> set[int]:
    """`kept`, with the lines that follow its last one and belong to it."""
    if not kept:
        return kept
    runs, last = where.layout.runs, max(kept)
    forms = {make(runs[index].box) for index in kept if runs[index].solid}
    while last + 1 < len(runs) and _goes_on(runs[last + 1], where) and make(runs[last + 1].box) in forms:
        if not _WIDE.search(runs[last + 1].text) or scores.get(last + 1, _DOUBTFUL) <= _DOUBTFUL:
            break
        last += 1
    last = max(_of_one_piece(runs, last, where), _to_the_end(kept, scores, where))
    last = _signed(runs, _under_heading(runs, last, where), where)
    return kept.union(range(max(kept), _attached(runs, last, where) + 1))


def _under_heading(runs: list[Run], last: int, where: Place) -> int:
    """The number of the sentence under a heading with which the body would end."""
    below = runs[last + 1] if last + 1 < len(runs) else None
    is_text = below is not None and below.solid and below.index in where.held and not below.box.aside
    return last + 1 if runs[last].box.kind == "heading" and is_text else last


def _of_one_piece(runs: list[Run], last: int, where: Place) -> int:
    """The number of the last line in the paragraph, or in the quotation, in which the last line stands.

    Lines that are all link, as that with an address for mail, belong to it where others follow them.
    """
    piece = _piece(runs[last])
    for run in runs[last + 1 :]:
        if piece is None or run.box.aside or _piece(run) is not piece:
            break
        last = run.index if run.index in where.held or _is_one_link(runs[run.index - 1], run) else last
    return last


def _is_one_link(line: Run, below: Run) -> bool:
    """Are two lines the words of one link?"""
    links = {element for _, name, element in line.marks if name == "a"}
    return any(name == "a" and element in links for _, name, element in below.marks[:1])


def _piece(run: Run) -> Box | None:
    quote = next((box for box in run.box.within() if box.tag == "blockquote"), None)
    return quote or (run.box if run.box.tag == "p" else None)


def _to_the_end(kept: set[int], scores: dict[int, float], where: Place) -> int:
    """The number of the last line of a box that is named after its text, where it ends in a list and nothing in that
    leads away."""
    last, container = max(kept), where.container
    tail = list(takewhile(lambda run: run.box.inside(container), where.layout.runs[last + 1 : last + 2 + _TAIL]))
    while tail and not any(letter.isalnum() for letter in tail[-1].text):
        tail.pop()
    if not (container.favour or container.tag == "article") or not 0 < len(tail) <= _TAIL:
        return last
    if any(run.box.aside or run.index not in where.held or is_tail(run.text) for run in tail):
        return last
    items = sum(run.box.kind == "item" for run in tail)
    if items < _ITEMS or items * 2 < len(tail):
        return last
    told = [scores.get(run.index, _HOPELESS) for run in tail]
    return tail[-1].index if min(told) > _HOPELESS and max(told) > _HOPEFUL else last


def _attached(runs: list[Run], last: int, where: Place) -> int:
    """The number of the last line with a document, or anything to be fetched, that hangs on the text, right behind it
    in its box."""
    for run in runs[last + 1 : last + 1 + _SIGNERS]:
        if not run.box.inside(where.container) or run.box.aside or not (_has_document(run) or _is_fetched(run)):
            break
        last = run.index
    return last


def _is_fetched(run: Run) -> bool:
    """Does a paragraph say that what it links can be fetched? An application can be had anywhere."""
    said = bool(run.linked) and run.box.tag == "p" and _FETCH.match(run.text) is not None
    return said and not _APPLICATION.search(run.text)


def _has_document(run: Run) -> bool:
    """Does the line, or the row of a table in which it stands, hold a link to a document?"""
    row = next((box for box in run.box.within() if box.tag == "tr"), run.box)
    return any(map(is_document, islice(row.element.iter("a"), 3)))


def _signed(runs: list[Run], last: int, where: Place) -> int:
    """The number of the line with the day under a notice; `last` where none follows it."""
    for run in runs[last + 1 : last + 1 + _SIGNERS]:
        if not _goes_on(run, where):
            break
        if text.is_written_day(run.text):
            return run.index
    return last


def _goes_on(run: Run, where: Place) -> bool:
    return run.index in where.held and not run.box.aside and not run.linked
