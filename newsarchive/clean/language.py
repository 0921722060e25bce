"""The language of a text: by its script, and among languages of one script by their smallest words.

What the page says counts where the text does not speak against it: many a page says lang="en" for want of a thought.
"""

from __future__ import annotations

import re
from collections import Counter

from newsarchive.model import Draft

#: Characters that are looked at: enough for a paragraph or two.
_SAMPLE = 1200
#: Characters by which its script is told.
_GLANCE = 500
#: Shares of the letters that make a text its script's, and of kana, which make Chinese characters Japanese.
_SOME, _SOME_KANA = 0.2, 0.03
#: A letter of a script that is neither Latin nor a mark: most texts of the West have none.
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2c00-\ufaff]+")
#: How many of a hundred words must be small words of a language to call a text by it.
_ENOUGH = 0.08

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]+")),
    ("ko", re.compile("[\uac00-\ud7af]+")),
    ("zh", re.compile("[\u4e00-\u9fff]+")),
    ("el", re.compile("[\u0370-\u03ff]+")),
    ("he", re.compile("[\u0590-\u05ff]+")),
    ("th", re.compile("[\u0e00-\u0e7f]+")),
    ("hi", re.compile("[\u0900-\u097f]+")),
    ("ka", re.compile("[\u10a0-\u10ff]+")),
    ("hy", re.compile("[\u0530-\u058f]+")),
    ("ar", re.compile("[\u0600-\u06ff]+")),
    ("ru", re.compile("[\u0400-\u04ff]+")),
)
#: Characters that only one way of writing Chinese has, among the most frequent of all.
_SIMPLIFIED = re.compile(
    "[这来说们时会对为国过发个学样经没现还进动实关点两开长从问业产电车东话见给间让员觉报边张战场师马观单远]"
)
_TRADITIONAL = re.compile(
    "[這來說們時會對為國過發個學樣經沒現還進動實關點兩開長從問業產電車東話見給間讓員覺報邊張戰場師馬觀單遠]"
)

_SMALL = {
    "en": "the of and to in is that for was with on as it at by from this are be have not an has but they which",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat",
    "fr": "le la les de des et un une du en est que pour dans qui sur au par pas plus avec ce il sont aux cette",
    "es": "el la los las de y en que un una por con para del se es su al lo como más pero sus le ha este",
    "it": "il la di che e per un una in del della non con sono si le dei al nel alla più da come anche gli delle",
    "pt": "o a os as de e do da que em um uma para com não no na por mais se dos como mas ao foi das pela",
    "nl": "de het een van en in is dat op te voor met zijn die niet aan er om ook als maar door bij naar uit",
    "sv": "och att det som en på är av för med den till inte har ett om de var vi från men så kan",
    "da": "og at det er en til af på for med den som der ikke de har et om fra var men sig blev",
    "no": "og det er en til av på for med som at den ikke har de et om fra var men seg ble etter",
    "fi": "ja on ei että se oli hän ovat myös kun mutta joka sen kuin mukaan ole tai jo",
    "pl": "i w z na się nie do to że jest o za od po jak przez dla ale są który oraz tego",
    "cs": "a v se na je že o z s do to za ve i pro jako by ale po jsou jeho který které",
    "hu": "a az és hogy nem is egy de meg ez volt csak már el még mint azt aki",
    "ro": "și de în a la cu pe că nu o din care pentru este un mai sunt fost să au ale prin",
    "tr": "ve bir bu için ile de da olarak çok daha olan gibi ise en sonra kadar ne var",
    "id": "yang dan di dengan untuk dari ini pada tidak itu dalam akan juga ke karena oleh",
    "vi": "và của là có cho các được trong không với những một người này đã để khi",
    "hr": "i je u na se da su za od s o kao koji ne a bi će to što iz",
}  # fmt: skip
_OF_WORD: dict[str, list[str]] = {}
for _language, _row in _SMALL.items():
    for _word in _row.split():
        _OF_WORD.setdefault(_word, []).append(_language)
_ORDER = {_language: _at for _at, _language in enumerate(_SMALL)}
#: A word of letters alone: found in half the time where the digits, which \\w has too, are gone.
_WORD, _NO_LETTER = re.compile(r"\w+"), re.compile("[0-9_]+")
_CODE = re.compile(r"^([a-z]{2})(?:[-_]([a-z]{2,4}))?", re.IGNORECASE)


def language(draft: Draft, words: str, known: str = "") -> tuple[str, str]:
    """The language of `words`, and how it is known. `known`: the publisher's."""
    seen = detect(words)
    said = next(((code(claim.words), claim) for claim in draft.all("language") if code(claim.words)), None)
    if said and (not seen or said[0][:2] == seen[:2]):
        return (seen or said[0]), f"{said[1].reader}: {said[1].rule}".rstrip(": ")
    if seen:
        return seen, "text"
    return (known, "publisher") if known else ("", "")


def code(words: str) -> str:
    """What a page says as our code: "zh-TW" -> "zh-Hant", "en_US" -> "en"; "" if it is none."""
    found = _CODE.match(words.strip())
    if not found:
        return ""
    main, rest = found[1].lower(), (found[2] or "").lower()
    return "zh-Hant" if main == "zh" and rest in ("tw", "hk", "mo", "hant") else main


def detect(words: str) -> str:
    """The language that the words themselves are in; "" if they do not tell.

    >>> detect("工业和信息化工作会议在长沙召开"), detect("這個國家的經濟"), detect("Das ist ein Text und er ist kurz.")
    ('zh', 'zh-Hant', 'de')
    """
    words = words[:_SAMPLE]
    if words.isascii() or not _OTHER_SCRIPT.search(words):
        return _latin(words)
    words = words[:_GLANCE] if _count(_OTHER_SCRIPT, words[:_GLANCE]) > _GLANCE // 2 else words
    letters = sum(map(str.isalpha, words)) or 1
    if _count(_OTHER_SCRIPT, words) < _SOME_KANA * letters:
        return _latin(words)
    for found, script in _SCRIPTS:
        if _count(script, words) > (_SOME_KANA if found == "ja" else _SOME) * letters:
            return _WITHIN[found](words) if found in _WITHIN else found
    return _latin(words)


def _count(script: re.Pattern[str], words: str) -> int:
    """How many characters of a script there are: it is searched for in runs, which takes a tenth of the time."""
    return sum(map(len, script.findall(words)))


def _hans_or_hant(words: str) -> str:
    return "zh-Hant" if _count(_TRADITIONAL, words) > _count(_SIMPLIFIED, words) else "zh"


def _cyrillic(words: str) -> str:
    if any(char in words for char in "їєґ"):
        return "uk"
    if any(char in words for char in "ђћџљњј"):
        return "sr"
    return "bg" if "ъ" in words and "ы" not in words and "э" not in words and len(words) > 200 else "ru"


def _arabic(words: str) -> str:
    return "fa" if sum(words.count(char) for char in "پچژگی") > len(words) / 100 else "ar"


#: Scripts that several languages share, and who tells them apart.
_WITHIN = {"zh": _hans_or_hant, "ru": _cyrillic, "ar": _arabic}


def _latin(words: str) -> str:
    found = _WORD.findall(_NO_LETTER.sub(" ", words.lower()))
    small = Counter(filter(_OF_WORD.__contains__, found))
    votes: dict[str, int] = {}
    for word, count in small.items():
        for language in _OF_WORD[word]:
            votes[language] = votes.get(language, 0) + count
    best = max(votes, key=lambda language: (votes[language], -_ORDER[language]), default="")
    return best if best and votes[best] >= max(2, _ENOUGH * len(found)) else ""
