"""Bytes -> text.

A page's bytes are decoded by what is most to be trusted: a byte-order mark; bytes that are UTF-8, which no other text
is by chance; then the HTTP header, the page's own meta, its XML declaration, if every byte fits and the text looks like
one of that encoding; then what the bytes themselves look like. C codecs do the work: they say at the first byte that
does not fit, and a sample of the bytes settles most doubts.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import partial

from newsarchive.errors import TooLarge, Undecodable
from newsarchive.markup import detection
from newsarchive.markup.labels import labels

#: Bytes of the largest page that is read: news pages are 20 to 500 KB; the largest real one seen has 5 MB.
LARGEST = 16 * 1024 * 1024

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: Labels that fit any bytes, and are put on pages by servers that do not know.
_CARELESS = frozenset({"cp1252", "iso8859-15", "latin-1"})
#: The share of characters that may be broken in a text whose label is believed all the same; and in UTF-8, which no
#: other text is by chance.
_BROKEN, _BROKEN_UTF8 = 0.002, 0.1
#: What UTF-8 looks like that was read as Windows-1252 and written as UTF-8 again.
_TWICE = re.compile("[ÃÂ][\u0080-\u00bf\u0152-\u017e\u2010-\u2122]|â€")
#: Characters that must have been encoded twice, where the signs above are not among them.
_CERTAIN = 3
_SLICE = 4096
#: How many times more zeros are in one half of UTF-16's bytes.
_SELDOM = 2
#: What an image that is full of zeros does not begin with.
_MARKUP = re.compile(r"(?i)<(?:!doctype|html|head|body|meta|title|p|div)\b")
#: What ISO's encodings leave free; and Windows' that pages with such a label are in where they have it all the same.
_CONTROL = re.compile("[\x80-\x9f]")
_WIDER = {
    "iso8859-15": "cp1252",
    "iso8859-2": "cp1250",
    "iso8859-7": "cp1253",
    "iso8859-8": "cp1255",
    "iso8859-13": "cp1257",
}
#: Encodings whose bytes are all ASCII.
_IN_ASCII = re.compile("hz$|iso2022_")
#: What begins Japanese in ISO-2022-JP.
_ESCAPE = b"\x1b$"
#: Encodings that UTF-8 is misread in, and the byte that a character was misread from: where the encoding leaves a byte
#: free, as Latin-1, and in place of Windows-1252 all as Latin-1.
_MISREAD = {
    encoding: {ord(bytes([byte]).decode(encoding, "ignore") or chr(byte)): byte for byte in range(256)}
    for encoding in ("cp1252", "cp1251", "cp1250")
}
_MISREAD["cp1252"] = {byte: byte for byte in range(256)} | _MISREAD["cp1252"]
#: The names of what `_once` does where an encoding does not fit.
_ENCODED_TWICE = {encoding: f"newsarchive.encoded-twice-{encoding}" for encoding in _MISREAD}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document's text, the encoding it was read in, and why.

    `why` is "bom", "header", "meta", "xml" (what said so), "utf-8" (the bytes are, whatever is said), "detected"
    (nothing said so, or what was said is belied by the bytes), or "repaired" (it was encoded twice).
    """

    text: str
    encoding: str
    why: str

    @property
    def exact(self) -> bool:
        """Are the body's bytes this text in UTF-8, so that a parser may be given them as they are?"""
        return self.encoding == "utf-8" and self.why != "repaired" and "\ufffd" not in self.text


def decode(body: bytes, content_type: str = "", url: str = "") -> Decoded:
    """Return the text of `body`. Raises TooLarge over LARGEST bytes, Undecodable for what is no text."""
    if len(body) > LARGEST:
        raise TooLarge(url, f"{len(body)} bytes")
    if not body or body.isspace():
        raise Undecodable(url, "0 bytes" if not body else "nothing but blanks")
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return Decoded(body.decode(encoding, "replace"), encoding, "bom")
    if b"\0" in body[:1024]:
        return _sixteen_bits(body, url)
    said = labels(body, content_type)
    if found := _utf8(body, said):
        return _repaired(found)
    if found := _plainly(body, said):
        return found
    if body.isascii() and _ESCAPE in body:
        said.append(("detected", "iso2022_jp"))
    some = detection.sample(body)
    said = _ordered(body, said, some)
    torn = _almost(body, said, some) if detection.is_utf8(some) else None
    return torn or _as_labelled(body, said, some) or _almost(body, said, some) or _detected(body, some, url)


def _ordered(body: bytes, said: list[tuple[str, str]], some: bytes) -> list[tuple[str, str]]:
    """What is said of the encoding, the careless word last; without that where words are of another script, and before
    all others what is written in ASCII, where all is."""
    if body.isascii():
        return sorted(said, key=lambda label: not _is_in_ascii(label))
    careless = [label for label in said if label[1] in _CARELESS]
    careful = [label for label in said if label[1] not in _CARELESS]
    return careful if careless and detection.is_foreign(some) else careful + careless


def _utf8(body: bytes, said: list[tuple[str, str]]) -> Decoded | None:
    """The text of bytes that are UTF-8; who says so, if anybody does."""
    if body.isascii() and (_ESCAPE in body or any(map(_is_in_ascii, said)) or (said and said[0][1] != "utf-8")):
        return None
    words = _strictly(body, "utf-8")
    if words is None:
        return None
    why = next((why for why, encoding in said if encoding == "utf-8"), "utf-8" if said else "detected")
    return Decoded(words, "utf-8", why)


def _is_in_ascii(label: tuple[str, str]) -> bool:
    return _IN_ASCII.match(label[1]) is not None


def _plainly(body: bytes, said: list[tuple[str, str]]) -> Decoded | None:
    """The text in the encoding that is claimed first, where the first words bear it out: most pages that are not UTF-8
    need no closer look."""
    why, encoding = said[0] if said else ("", "")
    if not detection.bears_out(body, encoding) or (words := _strictly(body, encoding)) is None:
        return None
    return Decoded(words, encoding, why)


def _as_labelled(body: bytes, said: list[tuple[str, str]], some: bytes) -> Decoded | None:
    """The text in the first encoding that is claimed, fits every byte, and is not belied by a sample of them."""
    for why, encoding in said:
        if (words := _strictly(body, encoding)) is None:
            continue
        if (wider := _WIDER.get(encoding)) and _CONTROL.search(words) and detection.is_likelier(some, wider, encoding):
            return Decoded(body.decode(wider, "replace"), wider, why)
        if not (other := detection.belies(some, encoding)):
            return Decoded(words, encoding, why)
        if (words := _strictly(body, other)) is not None:
            return Decoded(words, other, "detected")
    return None


def _almost(body: bytes, said: list[tuple[str, str]], some: bytes) -> Decoded | None:
    """The text in an encoding that fits all but a few bytes: a page cut or pasted together badly. UTF-8 is asked
    first: half of what is written in it fits anything."""
    claims = sorted(said, key=lambda label: label[1] != "utf-8") or [("detected", "utf-8")]
    if claims[0][1] != "utf-8":
        claims.insert(0, ("utf-8", "utf-8"))
    for why, encoding in claims:
        if not _fits(some.decode(encoding, "replace"), _BROKEN_UTF8):
            continue  # all of the page need not be looked at
        words = body.decode(encoding, "replace")
        if _fits(words, _BROKEN_UTF8 if encoding == "utf-8" else _BROKEN) and not detection.belies(some, encoding):
            return Decoded(words, encoding, why)
    return None


def _fits(words: str, share: float) -> bool:
    """Are few enough of the characters beyond ASCII broken?"""
    return words.count("\ufffd") <= share * detection.beyond_ascii(words) + 1


def _detected(body: bytes, some: bytes, url: str) -> Decoded:
    """The text in the encoding that the bytes look like."""
    if encoding := detection.likely(some):
        return Decoded(body.decode(encoding, "replace"), encoding, "detected")
    if not (encoding := detection.guessed(some)):
        raise Undecodable(url, "no encoding fits")
    return Decoded(body.decode(encoding, "replace"), encoding, "detected")


def _sixteen_bits(body: bytes, url: str) -> Decoded:
    """UTF-16 without a mark: markup is ASCII, so every other of its bytes is 0, and hardly one of the others."""
    halves = body[0:1024:2].count(0), body[1:1024:2].count(0)
    encoding = "utf-16-le" if halves[0] < halves[1] else "utf-16-be"
    if min(halves) * _SELDOM < max(halves):
        words = _strictly(body[: len(body) & -2], encoding)
        if words is not None and _MARKUP.search(words, 0, 1024):
            return Decoded(words, encoding, "detected")
    raise Undecodable(url, "binary")


def _repaired(decoded: Decoded) -> Decoded:
    """A text that was encoded twice, decoded once more; only where every character of it fits, which none does else.

    The first run beyond ASCII tells of almost every page that it was not.
    """
    words = decoded.text
    if words.isascii():
        return decoded
    at = _ascii_until(words)
    rest = words[at:]
    for name in _ENCODED_TWICE.values():
        try:
            meant = rest.encode("ascii", name).decode("utf-8")
        except UnicodeError:
            continue
        if detection.beyond_ascii(meant) >= _CERTAIN or _TWICE.search(words):
            return Decoded(words[:at] + meant, decoded.encoding, "repaired")
    return decoded


def _ascii_until(words: str) -> int:
    """Where, a few thousand characters more or less, the first one beyond ASCII stands: slices are looked at faster
    than characters."""
    return next((at for at in range(0, len(words), _SLICE) if not words[at : at + _SLICE].isascii()), len(words))


def _once(error: UnicodeError, misread: dict[int, int]) -> tuple[bytes, int]:
    """A run of characters beyond ASCII as the bytes that they were misread from, and where it ends. Raises UnicodeError
    where these are no UTF-8."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = codecs.charmap_encode(error.object[error.start : error.end], "strict", misread)[0]
    found.decode("utf-8")
    return found, error.end


for _encoding, _name in _ENCODED_TWICE.items():
    codecs.register_error(_name, partial(_once, misread=_MISREAD[_encoding]))


def _strictly(body: bytes, encoding: str) -> str | None:
    """`body` in an encoding that every byte fits; None where one does not."""
    try:
        return body.decode(encoding)
    except UnicodeError:
        return None
