"""What encoding bytes look like: a sample of them is decoded in each, and the one is theirs whose text is made of the
characters that are frequent in what people write in it.

A sample of a few thousand bytes is enough, and C codecs decode it in microseconds; where they leave a doubt, the
detector behind BeautifulSoup is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from operator import itemgetter

from bs4.dammit import UnicodeDammit

#: Bytes of a page through which is looked, and bytes beyond ASCII that are a sample, and a small one.
_LOOKED_THROUGH, _SAMPLE, _FEW = 200_000, 3000, 800
#: Bytes that are searched at once.
_WINDOW = 4000
#: Bytes beyond ASCII, with those after them that may be halves of characters, or, in GB18030, quarters.
_RUN = re.compile(rb"[\x80-\xff][\x40-\xff]*+(?:[0-9][\x81-\xfe][0-9][\x40-\xff]*+)*+")
#: The same, long enough to tell a word of another script from a letter with an accent.
_WORD = re.compile(rb"[\x80-\xff][\x40-\xff]{2,}")
#: The share of bytes beyond ASCII from which words are of another script: half of a Japanese letter may be ASCII.
_FOREIGN = 0.5
_KANA = "[\u3041-\u3093\u30a1-\u30f6]"
_CYRILLIC, _GREEK = "[оеаинтсрвлк]", "[αοιετσνηρκπ]"
#: What is frequent in an encoding of two bytes, of one, of one whose letters are mostly ASCII; and the share it has
#: of an ordinary text's characters beyond ASCII. Few marks are named of each script: what is foreign to an encoding
#: falls on its rare ones.
_OF_PAIRS = {
    "gb18030": (
        "[的一是不了在人有中大来上国个到说为子和地出年得就要下以生会对可后多天能日于发成事作开用主行方前公经面同三已从动长民分"
        "将外高进法全工部定力机业新间电第门政海市关加产场员报表利司据网闻记者]",
        0.3,
    ),
    "big5hkscs": (
        "[的一是不了在人有中大來上國個到說為子和地出年得就要下以生會對可後多天能日於發成事作開用主行方前公經面同三已從動長民分"
        "將外高進法全工部定力機業新間電第門政海市關加產場員報表利司據網聞記者]",
        0.3,
    ),
    "cp932": (_KANA, 0.4),
    "euc_jp": (_KANA, 0.4),
    "cp949": ("[\uac00-\ud7a3]", 0.95),
}
_OF_LETTERS = {
    "cp1251": (_CYRILLIC, 0.65),
    "koi8-r": (_CYRILLIC, 0.65),
    "koi8-u": (_CYRILLIC[:-1] + "іїє]", 0.65),
    "cp1253": (_GREEK, 0.65),
    "iso8859-7": (_GREEK, 0.65),
    "cp1256": ("[اليمنروتبدعة]", 0.75),
    "cp1255": ("[יוהלאמרתשבנד]", 0.75),
    "cp874": ("[าน่รอกเงมยล้วดทส\u0e31\u0e34\u0e35]", 0.7),
}
#: The letters beyond ASCII of one language each, or of a few that are alike; what stands between words is everybody's.
_MARKS = "’‘“”„–—…«»€\xa0·•°®©§£¿¡"
_WESTERN = (
    "éèêëàâîïôùûüçœæ", "äöüßéà", "áéíóúñüçàèòïºª", "áâãàçéêíóôõúü", "àèéìòùíó", "åäöæøéü", "áéíóúýðþæö", "äöõüšž",
    "ëéèïöüêóá",
)  # fmt: skip
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "čćžšđ", "áéíóöőúüű", "ăâîşţ", "äöüß")
_BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž")
_OF_ACCENTS = {
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "iso8859-2": _CENTRAL,
    "cp1257": _BALTIC,
    "iso8859-13": _BALTIC,
    "cp1254": ("çğıöşüâî",),
    "iso8859-16": ("ăâîșț",),
}
_ALPHABETS = {name: [frozenset(letters + _MARKS) for letters in rows] for name, rows in _OF_ACCENTS.items()}
_NAMES = frozenset({*_OF_PAIRS, *_OF_LETTERS, *_OF_ACCENTS})
_FREQUENT = {name: (re.compile(marks), share) for name, (marks, share) in {**_OF_PAIRS, **_OF_LETTERS}.items()}
#: How much of what is to be expected must be there: from a text in an encoding of two bytes, and of one.
_LIKELY_PAIRS, _LIKELY = 0.35, 0.7
_ASCII = bytes(range(0x80))
#: The share of characters that may be broken in a text that looks right otherwise.
_TORN = 0.02
#: What a claim may have at most, and another encoding must have at least, for the claim to be false.
_BELIED, _SURE = 0.25, 0.75
#: The same of letters with accents, most of which several encodings share.
_BELIED_ACCENTS, _SURE_ACCENTS = 0.8, 0.95
#: Characters that are UTF-8, and the share of broken ones among them, by which bytes are UTF-8, but for a few.
_WHOLE, _BROKEN = 4, 0.1
#: Bytes of a sample that tell so.
_GLANCE = 600


def sample(body: bytes, size: int = _SAMPLE) -> bytes:
    """Bytes beyond ASCII, enough to tell an encoding by, and what stands between them as one newline."""
    if body[:_LOOKED_THROUGH].isascii():
        return b""
    found = b""
    at = first.start() if (first := _RUN.search(body)) else len(body)
    last = min(at + _LOOKED_THROUGH, len(body))
    while at < last and len(found) < size:
        end = body.find(b"<", at + _WINDOW)  # never within a character
        end = last if end < 0 else min(end, last)
        found += b"\n".join(_RUN.findall(body, at, end)) + b"\n"
        at = end
    return found[:size]


def bears_out(body: bytes, claimed: str) -> bool:
    """Are the first words plainly in the encoding of two bytes that is claimed?"""
    return claimed in _OF_PAIRS and _likeness(claimed, sample(body, _FEW)) >= _SURE


def is_foreign(some: bytes) -> bool:
    """Is a sample of words whose every letter is beyond ASCII, and not of letters with accents here and there?"""
    words = b"".join(_WORD.findall(some))
    return len(words.translate(None, _ASCII)) > _FOREIGN * len(words)


def likely(some: bytes) -> str:
    """The encoding that a sample looks like; "" where it looks like none."""
    if not is_foreign(some):
        return _best(some, _OF_ACCENTS, _LIKELY)[1]
    found = _best(some, _OF_PAIRS, _LIKELY_PAIRS)
    if found[0] < _SURE:
        found = max(found, _best(some, _OF_LETTERS, _LIKELY), key=itemgetter(0))
    return found[1]


def belies(some: bytes, claimed: str) -> str:
    """The encoding that a sample is surely in, where that is not the one that is claimed; "" where no doubt is."""
    if claimed in _OF_LETTERS and not is_foreign(some):
        most, least = 1.0, _SURE_ACCENTS
    elif claimed in _OF_ACCENTS:
        most, least = _BELIED_ACCENTS, _SURE_ACCENTS
    else:
        most, least = _BELIED, _SURE
    if claimed not in _NAMES or _likeness(claimed, some) > most:
        return ""
    other = likely(some)
    return other if other and other != claimed and _likeness(other, some) >= least else ""


def is_likelier(some: bytes, encoding: str, other: str) -> bool:
    """Does a sample look like the first of two encodings more than like the second? So it does where nothing is known
    of the second."""
    return other not in _NAMES or _likeness(encoding, some) > _likeness(other, some)


def is_utf8(some: bytes) -> bool:
    """Is a sample UTF-8 but for a few bytes? What is written otherwise hardly ever holds a character of it."""
    words = some[:_GLANCE].decode("utf-8", "replace")
    broken, beyond = words.count("\ufffd"), beyond_ascii(words)
    return beyond - broken >= _WHOLE and broken <= _BROKEN * beyond + 1


def guessed(some: bytes) -> str:
    """The encoding of a sample as BeautifulSoup's detector guesses it; "" where it cannot."""
    return UnicodeDammit(some, is_html=True).original_encoding or ""


def _best(some: bytes, encodings: Iterable[str], least: float) -> tuple[float, str]:
    """The encoding that a sample looks like most, and how much; 0.0 and "" where that is less than the least."""
    best = max(((_likeness(encoding, some), encoding) for encoding in encodings), key=itemgetter(0))
    return best if best[0] >= least else (0.0, "")


def _likeness(encoding: str, some: bytes) -> float:
    """How much a text looks like what is written so: 1.0 as is to be expected, 0.0 not at all, or broken."""
    words = some.decode(encoding, "replace")
    beyond = beyond_ascii(words)
    if not beyond or words.count("\ufffd") > beyond * _TORN + 1:
        return 0.0
    if encoding in _ALPHABETS:
        counted = Counter(words.lower())
        return max(sum(map(counted.__getitem__, letters)) for letters in _ALPHABETS[encoding]) / beyond
    frequent, expected = _FREQUENT[encoding]
    return len(frequent.findall(words)) / beyond / expected


def beyond_ascii(words: str) -> int:
    """How many characters of `words` are not ASCII."""
    return len(words) - len(words.encode("ascii", "ignore"))
