"""What a page, or its server, says of its encoding.

Labels are read as their supersets, as the WHATWG Encoding Standard does: pages that say GB2312 hold characters that
GB2312 never had. A label that no page is written in (UTF-7, "hex", "idna") is no label.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

#: Bytes at a page's start in which its labels are looked for.
_HEAD = 4096
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
#: Bytes from the start of a <meta> to its charset, at most.
_REACH = 205
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
#: Labels that Python does not know, or takes for what they are not.
_KNOWN_AS = {
    "gb_2312-80": "gb2312",
    "csgb2312": "gb2312",
    "x-gbk": "gbk",
    "x-x-big5": "big5",
    "cn-big5": "big5",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-euc-jp": "euc_jp",
    "windows-949": "cp949",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "unicode": "utf-8",
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    # Who can read such a label in ASCII does not read UTF-16; true UTF-16 is seen by its zeros.
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "ucs-2": "utf-8",
}
#: Windows' encodings, however people write them: win1251, x-cp1250, ANSI-1252.
_OF_WINDOWS = re.compile(r"(?:x-?)?(?:windows|win|cp|ms|ansi)[-_]?(125\d|874)")
#: The supersets of Python's codecs.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
}
#: Of Python's codecs, those that pages are written in.
_OF_PAGES = re.compile(
    r"utf-8|gb18030|hz|big5hkscs|cp\d+|euc_\w+|iso2022_\w+|iso8859-\d+|koi8-[rut]|mac-\w+|shift_jis\w+|johab|ptcp154"
)


def labels(body: bytes, content_type: str) -> list[tuple[str, str]]:
    """Who says what encoding it is, the most to be trusted first: ("header", "gb18030") …, under Python's names."""
    return list(_labels(body[:_HEAD], content_type))


def _labels(head: bytes, content_type: str) -> Iterator[tuple[str, str]]:
    for why, found in (
        ("header", _CHARSET.search(content_type)),
        ("meta", _meta(head)),
        ("xml", _XML.match(head)),
    ):
        if found and (encoding := _known(found[1])):
            yield why, encoding


def _meta(head: bytes) -> re.Match[bytes] | None:
    """The first <meta> that names a charset. It is searched for from just before the word on."""
    at = head.lower().find(b"charset")
    return _META.search(head, max(at - _REACH, 0)) if at >= 0 else None


def _known(label: bytes | str) -> str:
    """Python's name of an encoding; "" if it has none."""
    name = (label.decode("ascii", "replace") if isinstance(label, bytes) else label).lower()
    windows = _OF_WINDOWS.fullmatch(name)
    try:
        encoding = codecs.lookup(f"cp{windows[1]}" if windows else _KNOWN_AS.get(name, name)).name
    except LookupError:
        return ""
    encoding = _SUPERSETS.get(encoding, encoding)
    return encoding if _OF_PAGES.fullmatch(encoding) else ""
