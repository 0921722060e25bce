"""The language of a text: what the page says of it, where its words do not speak against that; else what they tell.

Many a page says lang="en" for want of a thought. But of languages that are nearly alike the page knows better.
"""

from __future__ import annotations

import re

from newsarchive.clean import tongues
from newsarchive.model import Draft

#: What share of the likeliest language's votes another must have to be believed where the page says so.
_NEARLY = 0.8
#: Languages that are not told from another by their words, and are believed where the page says so.
_NEAR = {
    "nl": ("af", "fy", "li", "nds"),
    "de": ("lb", "nds", "gsw", "als", "bar"),
    "fr": ("oc", "ht", "wa"),
    "es": ("ast", "an", "gl", "ca", "lad"),
    "pt": ("gl", "mwl"),
    "it": ("co", "sc", "scn", "lmo", "vec", "fur", "pms", "rm"),
    "no": ("nn", "da"),
    "da": ("fo", "nn", "no"),
    "is": ("fo",),
    "en": ("sco",),
    "hr": ("bs", "sr", "cnr"),
    "sr": ("bs", "hr", "cnr"),
    "id": ("ms", "jv", "su", "min"),
    "ms": ("id",),
    "tr": ("az", "tk", "crh"),
    "ru": ("tt", "ba", "cv", "os", "ce", "uk", "be", "bg"),
    "kk": ("ky", "tt", "ba", "uz"),
    "ar": ("arz", "ary", "ckb", "ug"),
    "fa": ("prs", "ckb"),
    "hi": ("mr", "ne", "bho", "mai", "sa", "kok"),
    "bn": ("as",),
    "am": ("ti",),
}
#: What people write for a language's code: its country's, an older one, its name; and what is no code at all.
_MEANT = {
    "cn": "zh", "jp": "ja", "kr": "ko", "ua": "uk", "gr": "el", "cz": "cs", "dk": "da", "iw": "he", "ji": "yi",
    "in": "id", "nb": "no", "sh": "sr", "fil": "tl", "cmn": "zh", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko",
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "ita": "it", "nld": "nl",
    "rus": "ru", "ukr": "uk", "pol": "pl", "ara": "ar", "und": "", "mul": "", "xx": "", "zxx": "",
}  # fmt: skip
_CODE = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2,3}|\d{3}))?(?![^\W_])", re.IGNORECASE)


def language(draft: Draft, words: str, known: str = "") -> tuple[str, str]:
    """The language of `words`, and how it is known. `known`: the publisher's."""
    found = tongues.votes(words)
    seen = next(iter(found), "")
    for claim in draft.all("language"):
        if (said := code(claim.words)) and _may_be(said, seen, found):
            return (seen if said[:2] == seen[:2] else said), claim.origin
    if seen:
        return seen, "text"
    return (known, "publisher") if known else ("", "")


def _may_be(said: str, seen: str, found: dict[str, float]) -> bool:
    """Do the words not speak against the language that a page says it is in?"""
    if not seen or said[:2] == seen[:2] or found.get(said, 0.0) >= _NEARLY * found[seen]:
        return True
    return said in _NEAR.get(seen, ()) and (said not in found or found[said] >= found[seen] / 2)


def code(words: str) -> str:
    """What a page says as our code: "zh-TW" -> "zh-Hant", "en_US" -> "en"; "" if it is none."""
    found = _CODE.match(words.strip())
    if not found:
        return ""
    main, script, country = (part.lower() if part else "" for part in found.groups())
    main = _MEANT.get(main, main)
    if main != "zh":
        return main
    return "zh-Hant" if script == "hant" or (not script and country in ("tw", "hk", "mo")) else "zh"


def detect(words: str) -> str:
    """The language that the words themselves are in; "" if they do not tell.

    >>> detect("工业和信息化工作会议在长沙召开"), detect("這個國家的經濟"), detect("Das ist ein Text und er ist kurz.")
    ('zh', 'zh-Hant', 'de')
    """
    return next(iter(tongues.votes(words)), "")
