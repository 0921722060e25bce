"""The date that stands beside a link. It is found here, as printed; what it means is decided later, once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from newsarchive import text

_MONTH = r"[^\W\d_]{3,12}\.?"
_CLOCK = r"(?:[\sT]+\d{1,2}:\d{2}(?::\d{2})?)?"
_DAY = re.compile(
    rf"(?<!\d)(?:(?:19|20)\d\d\s?[-/.年]\s?\d{{1,2}}\s?[-/.月]\s?\d{{1,2}}日?{_CLOCK}"
    rf"|\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.]|\.\s\d{{1,2}}\.\s)(?:19|20)\d\d{_CLOCK}"
    rf"|(?:令和|平成)\s?(?:\d{{1,2}}|元)年\s?\d{{1,2}}月\s?\d{{1,2}}日"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.|º|°)?\s+(?:de\s+)?{_MONTH}[,،]?\s+(?:de\s+)?(?:19|20)\d\d"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?[,،]?\s+(?:19|20)\d\d)(?!\d)"
)
#: 10 / 2018-07: the day set large, year and month small, as calendars leaves are.
_LEAF = re.compile(r"(?<!\d)(\d{1,2})\s+((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})(?![-/.\d])")
_LEAF_TURNED = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})月?\s+(\d{1,2})(?![-/.\d:])")
_SHORT = re.compile(r"(?<![\d.-])(?:\d{1,2}-\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2}\.)(?![\d.%-])")
_AGO = re.compile(
    r"\d+\s*(?:分钟|小时|天|分鐘|小時)前|昨天|前天|今天|\d+\s+(?:minutes?|hours?|days?)\s+ago", re.IGNORECASE
)
_IN_URL = re.compile(
    r"(?<!\d)(?:19|20)\d\d[-/_]?(?:0[1-9]|1[0-2]|[1-9])[-/_]?(?:0[1-9]|[12]\d|3[01])(?!\d)|/(?:19|20)\d\d/\d{1,2}/[^/]{3,}"
)


def beside(row: HtmlElement, link: HtmlElement) -> str:
    """The date that is printed with a link: in its row, right after it, or right before it; "" if none is."""
    for stamp in row.iter("time"):
        if stamp.get("datetime"):
            return str(stamp.get("datetime")).strip()
    inside = text.line(" ".join(_words(row, link)))
    return date_in(inside) or date_in(_after(row)) or date_in(_before(row))


def date_in(words: str) -> str:
    """The first date in `words`, as printed; the two halves of a calendar leaf are put in order."""
    if leaf := _LEAF.search(words):
        return f"{leaf[2]}-{leaf[3]:0>2}-{leaf[1]:0>2}"
    if found := _DAY.search(words):
        return found[0]
    if leaf := _LEAF_TURNED.search(words):
        return f"{leaf[1]}-{leaf[2]:0>2}-{leaf[3]:0>2}"
    found = _AGO.search(words) or (_SHORT.search(words) if len(words) < 200 else None)
    return found[0] if found else ""


def is_date(words: str) -> bool:
    """Do the words say a day or a month, and nothing else?

    >>> is_date("August 2020"), is_date("2020年8月"), is_date("A day in August 2020")
    (True, True, False)
    """
    return bool(
        re.fullmatch(
            rf"[\W_]*({_DAY.pattern}|{_MONTH},?\s+(19|20)\d\d|(19|20)\d\d\s?[-/.年]\s?\d{{1,2}}月?)[\W_]*", words
        )
    )


def in_url(url: str) -> bool:
    """Does the URL hold a day or a month?"""
    return bool(_IN_URL.search(url))


def _words(row: HtmlElement, link: HtmlElement) -> Iterator[str]:
    """The texts of a row, but for those of the link itself: titles speak of dates too."""
    if link.tag not in ("a", "area"):  # the row is the link, title and all
        yield from (str(words) for words in row.itertext())
        return
    if row is link:
        return
    for node in row.iter():
        if not isinstance(node.tag, str) or node.tag in ("script", "style"):
            continue
        inside = node is link or any(above is link for above in node.iterancestors())
        if node.text and not inside:
            yield node.text
        if node.tail and node is not row and (node is link or not inside):
            yield node.tail


def _after(row: HtmlElement) -> str:
    """What follows a row up to the next link."""
    words = [row.tail or ""]
    for node in row.itersiblings():
        if node.tag == "a" or (isinstance(node.tag, str) and next(node.iter("a"), None) is not None):
            break
        words += [str(node.text_content()) if isinstance(node.tag, str) else "", node.tail or ""]
    return text.line(" ".join(words))


def _before(row: HtmlElement) -> str:
    """What stands between the last link before a row and the row."""
    words: list[str] = []
    for node in row.itersiblings(preceding=True):
        words.insert(0, node.tail or "")
        if node.tag == "a" or (isinstance(node.tag, str) and next(node.iter("a"), None) is not None):
            break
        words.insert(0, str(node.text_content()) if isinstance(node.tag, str) else "")
    else:
        above = row.getparent()
        words.insert(0, (above.text or "") if above is not None else "")
    return text.line(" ".join(words))
