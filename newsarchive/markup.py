"""Bytes -> text -> tree.

A page's bytes are decoded by what is most to be trusted: a byte-order mark, the HTTP header, the page's own meta,
and where these are missing or wrong, the bytes themselves. Chinese labels are read as their superset GB18030, as
the WHATWG Encoding Standard does: pages that say GB2312 hold characters that GB2312 never had.
"""

from __future__ import annotations

import codecs
import re
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
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "ascii": "cp1252",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document's text, the encoding it was read in, and why: "bom", "header", "meta", "xml", "detected"."""

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
        raise Undecodable(url, "binary")
    head = body[:4096]
    labels = [
        ("header", _CHARSET.search(content_type)),
        ("meta", _META.search(head)),
        ("xml", _XML.match(head)),
    ]
    for why, found in labels:
        if found and (decoded := _strictly(body, found[1], why)):
            return decoded
    if decoded := _strictly(body, "utf-8", "detected"):
        return decoded
    guess = UnicodeDammit(body, is_html=True)
    if guess.unicode_markup is None:
        raise Undecodable(url, "no encoding fits")
    return Decoded(guess.unicode_markup, guess.original_encoding or "utf-8", "detected")


def parse(text: str, url: str = "") -> HtmlElement:
    """Return the root of `text` as HTML. Raises Undecodable where there is no element at all.

    lxml reads UTF-8 bytes three times as fast as a str. Every element is a plain HtmlElement: lxml.html's own lookup
    of a class for each tag is Python code, called once an element.
    """
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        return lxml.html.document_fromstring(
            _DECLARATION.sub("", text).replace("\0", "").encode("utf-8", "replace"), parser=parser
        )
    except ParserError as error:
        raise Undecodable(url, "no HTML") from error


def _strictly(body: bytes, label: bytes | str, why: str) -> Decoded | None:
    """`body` in the encoding of that label, if it exists and every byte fits."""
    name = (label.decode("ascii") if isinstance(label, bytes) else label).lower()
    try:
        encoding = codecs.lookup(_SUPERSETS.get(name, name)).name
        return Decoded(body.decode(encoding), encoding, why)
    except (LookupError, UnicodeDecodeError):
        return None
