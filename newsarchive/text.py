"""Strings: blanks, invisible characters, and the scripts that are written without spaces.

Nothing here changes a word. The page's own punctuation stays, half-width or full-width.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Characters with no width and no meaning in prose, dropped wherever they stand: soft hyphen, zero-width
#: space, word joiner, BOM, and the controls that XML and terminals cannot carry. Joiners (U+200C, U+200D) stay:
#: Persian, Hindi and emoji need them.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")

#: Bidirectional overrides and isolates: kept out of names and titles, where they can make text lie.
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")

#: Scripts written without spaces between words: Han, kana, bopomofo, and their punctuation and full-width forms.
_WIDE_LETTER = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_ONLY_WIDE_MARK = "\u3001-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
#: Marks that other scripts have too, and write with blanks beside.
_WIDE_MARK = f"{_ONLY_WIDE_MARK}“”‘’…—"
_MARK = ",.;:!?()"

_WIDE = re.compile(f"[{_WIDE_LETTER}{_ONLY_WIDE_MARK}]")
#: What every wide character is, and no Latin, Greek, Cyrillic, Arabic or Thai: one range is found in half the time.
_BEYOND = re.compile("[^\x00-\u2e7f]")
#: A run of blanks that parts nothing: between a letter and a mark, or two marks, of which all are wide; between wide
#: letters where a line of the source ends inside a sentence; and, if it is longer than one, between a wide letter and a
#: mark of ASCII (院,    推). It begins with the blank, so that the search skips from blank to blank.
_GONE = re.compile(
    rf"\s(?:(?<=[{_WIDE_LETTER}]\s)"
    rf"(?:\s*+(?=[{_WIDE_MARK}])|(?:(?<=[\n\r])|[^\S\n\r]*+[\n\r])\s*+(?=[{_WIDE_LETTER}])|\s++(?=[{_MARK}]))"
    rf"|(?<=[{_WIDE_MARK}]\s)\s*+(?=[{_WIDE_LETTER}{_WIDE_MARK}])"
    rf"|(?<=[{_MARK}]\s)\s++(?=[{_WIDE_LETTER}]))"
)
_NO_LETTER = re.compile(r"[\W_]+")
#: Marks that have another form, and are no letter in it: without them most Chinese has one form alone, which is seen
#: at once.
_WIDE_MARKS = re.compile(
    "[\u00a0\u2026\u3000-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+"
)
#: Of ASCII: what can be seen, or is the space; what is neither letter nor digit. Bytes are looked up faster than
#: characters.
_PRINTABLE = bytes(range(0x20, 0x7F))
_NO_ASCII_LETTER = bytes(byte for byte in range(0x80) if not chr(byte).isalnum())
#: Characters that are glanced at, and letters of them that are compared: none of these is cut from its accent.
_GLANCE, _FIRST = 16, 4
#: Characters of the longest words whose plain form is remembered.
_REMEMBERED = 400
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_DIGITS = "[\\d０-９〇○零一二三四五六七八九十Oo]"
_WRITTEN_DAY = re.compile(
    rf"[（(]?\s*{_DIGITS}{{2,4}}\s*年\s*{_DIGITS}{{1,3}}\s*月\s*{_DIGITS}{{1,3}}\s*[日號号]\s*[)）]?"
)


def line(words: str) -> str:
    """Return `words` as one line: invisible characters gone, every run of blanks one space, ends trimmed.

    Between wide characters a blank separates nothing, so it goes where it stands beside punctuation or where the
    source broke a line; a blank between two Han letters stays, since names and headlines are parted by it.

    >>> line("  支持设立光电显示研究院,         推动\\u3000\\u3000技术研发。  ")
    '支持设立光电显示研究院,推动 技术研发。'
    >>> line("Reuters \\xa0 News … “so it was” — “and is”")
    'Reuters News … “so it was” — “and is”'
    """
    if words.isascii() and not words.encode().translate(None, _PRINTABLE) and "  " not in words:
        return words.strip(" ")
    if words.isprintable() and "  " not in words:  # of blanks, the space alone is printable
        squeezed = words.strip(" ")
    else:
        squeezed = " ".join(words.split())
        if not squeezed.isprintable():
            words = INVISIBLE.sub("", words)
            squeezed = " ".join(words.split())
    if squeezed.isascii() or " " not in squeezed or not _BEYOND.search(squeezed) or not _WIDE.search(squeezed):
        return squeezed
    words, gone = _GONE.subn("", words)
    return " ".join(words.split()) if gone else squeezed


def paragraphs(words: str) -> list[str]:
    """Return the lines of `words` that hold anything, each as `line` gives it."""
    return [found for found in map(line, words.splitlines()) if found]


def han_share(words: str) -> float:
    """Return the share of Han characters among the characters of `words` that are no blanks: 0.0 to 1.0."""
    solid = len(words) - sum(map(str.isspace, words))
    return len(_HAN.findall(words)) / solid if solid else 0.0


def plain(words: str) -> str:
    """Return `words` for comparing: letters and digits alone, case folded, widths folded.

    >>> plain("《人民日報》 网") == plain("人民日報网")
    True
    """
    if words.isascii():
        return words.lower().encode().translate(None, _NO_ASCII_LETTER).decode()
    return _folded(words) if len(words) <= _REMEMBERED else _folded.__wrapped__(words)


@lru_cache(maxsize=4096)
def _folded(words: str) -> str:
    """`plain` of what is not ASCII: a page's titles and headings are compared with each other ten times over."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", _WIDE_MARKS.sub("", words)).casefold())


def reads(words: str, letters: str) -> bool:
    """Is `plain(words)` equal to `letters`? A glance at the first of them tells of most words that it is not.

    >>> reads("《人民日報》 网", plain("人民日報网")), reads("人民", plain("人民日報网"))
    (True, False)
    """
    return letters.startswith(plain(words[:_GLANCE])[:_FIRST]) and plain(words) == letters


def is_written_day(words: str) -> bool:
    """Is a line nothing but a day, written out, as the issuer of a notice puts it under the text?

    >>> is_written_day("二〇一二年十月二十四日"), is_written_day("2020年10月15日")
    (True, True)
    >>> is_written_day("2020-10-15"), is_written_day("2020年10月15日 09:30")
    (False, False)
    """
    return _WRITTEN_DAY.fullmatch(words) is not None
