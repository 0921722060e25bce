"""Bytes -> text -> tree.

A page's bytes are decoded by what is most to be trusted: a byte-order mark; bytes that are UTF-8, which no other text
is by chance; then the HTTP header, the page's own meta, its XML declaration, if every byte fits; then what the bytes
themselves look like. Labels are read as their supersets, as the WHATWG Encoding Standard does: pages that say GB2312
hold characters that GB2312 never had.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html
from bs4.dammit import UnicodeDammit
from lxml import etree
from lxml.etree import ParserError
from lxml.html import HtmlElement

from newsarchive.errors import TooLarge, Undecodable

#: Bytes of the largest page that is read: news pages are 20 to 500 KB; the largest real one seen has 5 MB.
LARGEST = 16 * 1024 * 1024

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
#: Bytes at a page's start in which its labels are looked for.
_HEAD = 4096
_SUPERSETS = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "unicode": "utf-8",
    "utf8": "utf-8",
}
#: Labels that fit any bytes, and are put on pages by servers that do not know.
_CARELESS = frozenset({"cp1252", "iso8859-15", "latin-1"})
#: Two bytes a character, as in the encodings of Chinese, Japanese and Korean.
_PAIRS = re.compile(rb"(?:[\x81-\xfe][\x40-\xfe]){4,}")
_PAIRED_BYTES = 120
#: The share of frequent characters from which a text is one of that encoding.
_LIKELY = 0.05
#: Of the encodings of two bytes: characters that are frequent in what is written in them.
_FREQUENT = {
    "gb18030": re.compile("[的一是不在有人中国年月日这和为大上个时要会到说了]"),
    "big5hkscs": re.compile("[的一是不在有人中國年月日這和為大上個時要會到說了]"),
    "cp932": re.compile("[\u3041-\u3093\u30a1-\u30f6]"),
    "euc_jp": re.compile("[\u3041-\u3093\u30a1-\u30f6]"),
    "cp949": re.compile("[\uac00-\ud7a3]"),
}
#: The share of characters that may be broken in a text whose label is believed all the same.
_BROKEN = 0.002
#: The share that may be, in a text without a label that looks right otherwise.
_TORN = 0.02
#: Characters, or bytes, of a page by which its encoding is told.
_SAMPLE = 50_000
#: What UTF-8 looks like that was read as Windows-1252 and written as UTF-8 again.
_TWICE_BEGINS = ("Ã", "Â", "â€")
_TWICE = re.compile("[ÃÂ][\u0080-\u00bf\u0152-\u017e\u2010-\u2122]|â€")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document's text, the encoding it was read in, and why.

    `why` is "bom", "header", "meta", "xml" (what said so), "utf-8" (the bytes are, whatever is said), "detected"
    (nothing said so), or "repaired" (it was encoded twice).
    """

    text: str
    encoding: str
    why: str


def decode(body: bytes, content_type: str = "", url: str = "") -> Decoded:
    """Return the text of `body`. Raises TooLarge over LARGEST bytes, Undecodable for what is no text."""
    if len(body) > LARGEST:
        raise TooLarge(url, f"{len(body)} bytes")
    if not body.strip():
        raise Undecodable(url, "0 bytes" if not body else "nothing but blanks")
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return Decoded(body.decode(encoding, "replace"), encoding, "bom")
    if b"\0" in body[:1024]:
        return _sixteen_bits(body, url)
    labels = list(_labels(body[:_HEAD], content_type))
    return _repaired(_utf8(body, labels) or _as_labelled(body, labels) or _almost(body, labels) or _detected(body, url))


def parse(text: str, url: str = "") -> HtmlElement:
    """Return the root of `text` as HTML. Raises Undecodable where there is no element at all.

    Every element is a plain HtmlElement: lxml.html's own look-up of a class for each tag is Python code.
    """
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    words = without_declaration(text)
    try:
        return lxml.html.document_fromstring(words.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except ParserError as error:
        raise Undecodable(url, "no HTML") from error


def without_declaration(text: str) -> str:
    """`text` without an XML declaration, whose encoding is no longer true of a str."""
    return _DECLARATION.sub("", text, count=1)


def _labels(head: bytes, content_type: str) -> Iterator[tuple[str, str]]:
    """Who says what encoding it is, the most to be trusted first; encodings under Python's names."""
    for why, found in (
        ("header", _CHARSET.search(content_type)),
        ("meta", _META.search(head)),
        ("xml", _XML.match(head)),
    ):
        if found and (encoding := _known(found[1])):
            yield why, encoding


def _known(label: bytes | str) -> str:
    """Python's name of an encoding; "" if it has none."""
    name = (label.decode("ascii", "replace") if isinstance(label, bytes) else label).lower()
    try:
        return codecs.lookup(_SUPERSETS.get(name, name)).name
    except LookupError:
        return ""


def _utf8(body: bytes, labels: list[tuple[str, str]]) -> Decoded | None:
    """The text of bytes that are UTF-8; who says so, if anybody does."""
    if body.isascii() and labels and labels[0][1] != "utf-8":
        return None  # ISO-2022-JP and HZ are written in ASCII
    words = _strictly(body, "utf-8")
    if words is None:
        return None
    why = next((why for why, encoding in labels if encoding == "utf-8"), "utf-8" if labels else "detected")
    return Decoded(words, "utf-8", why)


def _as_labelled(body: bytes, labels: list[tuple[str, str]]) -> Decoded | None:
    """The text in the first encoding that is claimed and fits every byte."""
    for why, encoding in labels:
        careless = encoding in _CARELESS and _in_pairs(body)
        if not careless and (words := _strictly(body, encoding)) is not None:
            return Decoded(words, encoding, why)
    return None


def _almost(body: bytes, labels: list[tuple[str, str]]) -> Decoded | None:
    """The text in an encoding that is claimed and fits all but a few bytes: a page cut or pasted together badly."""
    for why, encoding in [*labels, ("detected", "utf-8")]:
        if encoding in _CARELESS and _in_pairs(body):
            continue
        words = body.decode(encoding, "replace")
        if words.count("\ufffd") <= _BROKEN * _beyond_ascii(words) + 1:
            return Decoded(words, encoding, why)
    return None


def _detected(body: bytes, url: str) -> Decoded:
    """The text in the encoding that the bytes look like."""
    if _in_pairs(body):
        shares = {encoding: _likeness(encoding, body[:_SAMPLE].decode(encoding, "replace")) for encoding in _FREQUENT}
        best = max(shares, key=lambda encoding: shares[encoding])
        if shares[best] > _LIKELY:
            return Decoded(body.decode(best, "replace"), best, "detected")
    guess = UnicodeDammit(body, is_html=True)
    if guess.unicode_markup is None:
        raise Undecodable(url, "no encoding fits")
    return Decoded(guess.unicode_markup, guess.original_encoding or "utf-8", "detected")


def _likeness(encoding: str, words: str) -> float:
    """The share of the characters beyond ASCII that are frequent in what is written so; 0.0 for a broken text."""
    beyond = _beyond_ascii(words)
    if not beyond or words.count("\ufffd") > beyond * _TORN:
        return 0.0
    return len(_FREQUENT[encoding].findall(words)) / beyond


def _beyond_ascii(words: str) -> int:
    """How many characters of `words` are not ASCII."""
    return len(words) - len(words.encode("ascii", "ignore"))


def _in_pairs(body: bytes) -> bool:
    """Do the bytes look like characters of two bytes?"""
    return sum(len(found) for found in _PAIRS.findall(body[:_SAMPLE])) >= _PAIRED_BYTES


def _sixteen_bits(body: bytes, url: str) -> Decoded:
    """UTF-16 without a mark: markup is ASCII, so every other byte is 0."""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = body[start:1024:2].count(0)
        if zeros * 10 <= 7 * len(body[start:1024:2]):
            continue
        if (words := _strictly(body, encoding)) is not None and "<" in words[:1024]:  # an image may be full of zeros
            return Decoded(words, encoding, "detected")
    raise Undecodable(url, "binary")


def _repaired(decoded: Decoded) -> Decoded:
    """A text that was encoded twice, decoded once more; only where every character of it fits, which none does else."""
    if not any(mark in decoded.text for mark in _TWICE_BEGINS) or not _TWICE.search(decoded.text):
        return decoded
    try:
        words = decoded.text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return decoded
    return Decoded(words, decoded.encoding, "repaired")


def _strictly(body: bytes, encoding: str) -> str | None:
    """`body` in an encoding that every byte fits; None where one does not."""
    try:
        return body.decode(encoding)
    except UnicodeError:
        return None
