"""Numbers and names in a text: what an edit cannot touch without saying something else.

No dictionary and no model: digits, numerals before a unit, number words, capital letters inside a sentence, titles
beside a name, well-known places. It errs towards wording, so that `facts` means something where it is said.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from newsarchive.archive.folding import fold

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_DIGITS = {**{char: digit for digit, char in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0, "两": 2, "兩": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN_NUMBER = "".join({*_DIGITS, *_STEPS})
#: Every third digit parted: 1,000 and 1’000 and 1 000.
_PARTED = re.compile(r"(?<=\d)[,'’٬ \u202f\xa0](?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
#: What a sentence ends with, or begins after: a word behind it has its capital letter anyhow.
_OPENING = re.compile(r"(?:^|[\n.!?…。！？:：;»«\"“”„(\[–—-])\s*[\"“„«'‘(\[¿¡]*\s*$")
#: Languages that write every noun with a capital letter: there, two in a row are a name.
_NOUNS = frozenset({"de", "lb"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A number or a name: where it stands in the text, and what it comes to."""

    start: int
    end: int
    value: str
    """In one form for all spellings: "300" for 300, ３００, three hundred … and 三百."""


def facts(words: str, language: str = "") -> list[Fact]:
    """Numbers and names in `words`, in their order. `language` (ISO 639) tells number words and German nouns apart.

    >>> [fact.value for fact in facts("记者张明从平江县获悉,2.5亿元")]
    ['张明', '平江县', '250000000']
    """
    found = [*_numbers(words, language[:2]), *_names(words), *_capitals(words, language[:2])]
    return sorted(found, key=lambda fact: (fact.start, -fact.end))


def _numbers(words: str, language: str) -> Iterator[Fact]:
    for match in _number().finditer(words):
        value, scale = _value(match["digits"]), _scales().get((match["scale"] or "").lower(), 1)
        yield Fact(match.start(), match.end(), _scaled(value, scale) + (match["percent"] or ""))
    for match in _han_numerals().finditer(words):
        yield Fact(match.start(), match.end(), str(han_number(match[0])))
    spelled = _spelled(language)
    for match in _WORD.finditer(words) if spelled else ():
        if (word := match[0].lower()) in spelled:
            yield Fact(match.start(), match.end(), spelled[word])


def han_number(numeral: str) -> int:
    """The value of a Han numeral.

    >>> han_number("三百二十"), han_number("二〇二四"), han_number("十五")
    (320, 2024, 15)
    """
    if not set(numeral) & set(_STEPS):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = section = digit = 0
    for char in numeral:
        step = _STEPS.get(char, 0)
        if step >= 10**4:
            total, section, digit = (total + section + digit) * step or step, 0, 0
        elif step:
            section, digit = section + (digit or 1) * step, 0
        else:
            digit = _DIGITS[char]
    return total + section + digit


def _value(digits: str) -> str:
    """Digits of any script in ASCII, without what parts thousands and without leading zeros."""
    plain = "".join(str(unicodedata.digit(char, char)) for char in unicodedata.normalize("NFKC", digits))
    return re.sub(r"^([-+]?)0+(?=\d)", r"\1", _PARTED.sub("", plain.replace("−", "-")).replace("٫", "."))


def _scaled(value: str, scale: int) -> str:
    if scale == 1:
        return value
    whole, _, part = value.partition(".")
    if not (whole.lstrip("-+") + part).isdecimal():
        return f"{value}x{scale}"
    exact = int(whole + part) * scale
    return str(exact // 10 ** len(part)) if exact % 10 ** len(part) == 0 else f"{value}x{scale}"


def _names(words: str) -> Iterator[Fact]:
    for pattern in _name_patterns():
        for match in pattern.finditer(words):
            yield Fact(match.start("name"), match.end("name"), fold(match["name"]))


def _capitals(words: str, language: str) -> Iterator[Fact]:
    """Words with a capital letter that stands there for no other reason than that they are names."""
    found = list(_WORD.finditer(words))
    capital = [len(match[0]) > 1 and match[0][0].isupper() for match in found]
    opens = [is_capital and _opens(words, match.start()) for match, is_capital in zip(found, capital, strict=True)]
    inside = {match[0] for match, big, first in zip(found, capital, opens, strict=True) if big and not first}
    for place, match in enumerate(found):
        beside = any(_touch(found, place, near, words) and capital[near] for near in (place - 1, place + 1))
        alone = match[0] in inside and language not in _NOUNS
        if capital[place] and (match[0].isupper() or alone or beside):
            yield Fact(match.start(), match.end(), fold(match[0]))


def _opens(words: str, start: int) -> bool:
    return _OPENING.search(words[max(0, start - 8) : start]) is not None


def _touch(found: list[re.Match[str]], place: int, near: int, words: str) -> bool:
    """Do two words stand side by side, with a blank between them alone?"""
    if not 0 <= near < len(found):
        return False
    first, second = sorted((found[place], found[near]), key=re.Match.start)
    return words[first.end() : second.start()] in (" ", "\xa0")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("newsarchive.archive") / "facts.toml").read_text("utf-8"))


@cache
def _spelled(language: str) -> dict[str, str]:
    return _pairs(_table()["words"].get(language, ""))


@cache
def _scales() -> dict[str, int]:
    return {word: int(value) for word, value in _pairs(_table()["scales"]["all"]).items()}


def _pairs(listed: str) -> dict[str, str]:
    """The dict that "two 2, three 3" stands for."""
    return dict(pair.split() for pair in listed.split(",") if pair.strip())


@cache
def _number() -> re.Pattern[str]:
    scale = "|".join(sorted(map(re.escape, _scales()), key=len, reverse=True))
    sign = r"(?:(?<![A-Za-z0-9_.年月日号时点周])[-−+])?"  # 8月-9月 is no negative number
    digits = rf"(?P<digits>{sign}\d+(?:[.,'’٫٬．，]\d+)*)"
    return re.compile(rf"{digits}\s?(?:(?P<percent>[%％‰])|(?P<scale>{scale})(?![a-zà-ÿа-я]))?", re.IGNORECASE)


@cache
def _han_numerals() -> re.Pattern[str]:
    units = _table()["han"]["units"]
    counted = rf"(?<![{_HAN_NUMBER}\d])(?!一[{units}])[{_HAN_NUMBER}]{{1,12}}(?=多?余?[{units}])"
    return re.compile(rf"{counted}|(?<=第)[{_HAN_NUMBER}]+")


@cache
def _name_patterns() -> tuple[re.Pattern[str], ...]:
    han = _table()["han"]
    surname, given = "[" + "".join(han["surnames"].split()) + "]", f"(?:(?![{han['particles']}])[{_HAN}]){{1,2}}"
    after, before = "|".join(han["after_person"]), "|".join(han["before_person"])
    places, endings = "|".join(sorted(han["places"].split(), key=len, reverse=True)), "|".join(han["endings"])
    japanese, korean = ("|".join(_table()[script]["after_person"]) for script in ("japanese", "hangul"))
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?P<name>{surname}{given}?)(?={after})",
            rf"(?:{before})(?P<name>{surname}{given})",
            rf"(?P<name>{places})",
            rf"(?P<name>[{_HAN}](?![{han['common']}])[{_HAN}](?:{endings}))",
            r"(?P<name>《[^《》\n]{1,40}》)",
            rf"(?P<name>[{_HAN}]{{2,3}}|[ァ-ヺー]{{2,10}})(?={japanese})",
            rf"(?P<name>[가-힣]{{2,4}})(?=\s?(?:{korean}))",
        )
    )
