"""Words -> moments: dates as news pages print them, in any script, with what the words tell of time and zone.

Nothing is guessed: a day that no calendar has, or an order of numbers that could be read two ways when nothing
tells which, is no date. Every position in an answer counts characters of the words as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from newsarchive.clean import months
from newsarchive.model import Precision

#: Characters of the longest string that is searched.
LONGEST = 400
#: The first year that a page may be of: papers have put their archives on the Web.
FIRST_YEAR = 1900
#: Countries, and languages where the country is not known, that write 3/4/2020 for the fourth of March.
MONTH_FIRST = frozenset({"US", "PH", "en-US"})

#: Digits and marks of other scripts and widths, one character for one.
_FOLDED = (
    {chr(base + value): str(value) for base in (0x0660, 0x06F0, 0x0966, 0xFF10) for value in range(10)}
    | {"：": ":", "／": "/", "－": "-", "．": ".", "，": ",", "\xa0": " ", "\u3000": " ", "\u202f": " ", "–": "-"}
    | {"‧": "·", "・": "·"}
)
_OTHER = re.compile(f"[{''.join(_FOLDED)}]")
_HAN = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WORD = r"(?P<word>[^\W\d_]{3,12})"
#: A word as long as a month's name, in letters that names of months are written in.
_LETTERS = re.compile("[^\\W\\d_\u2e80-\uffff]{3}")
#: What the dates of some patterns hold besides digits, the cheap look before them, and the patterns.
_DATES = tuple(
    (re.compile(cue), [re.compile(pattern, re.IGNORECASE) for pattern in patterns])
    for cue, *patterns in (
        ("[年년]", rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<month>\d\d?)\s?[月월]\s?(?P<day>\d\d?)(?!\d)\s?[日号號일]?"),
        ("[-/.]", rf"(?<![\d.]){_YEAR}(?P<mark>[-/.])\s?(?P<month>\d\d?)(?P=mark)\s?(?P<day>\d\d?)(?!\d)\.?"),
        (
            r"[-/.|]\s?\d\d?\s?[-/.|]\s?(?:19|20)",
            rf"(?<![\d.])(?P<one>\d\d?)(?P<mark>[-/.]|\s\|\s)\s?(?P<two>\d\d?)(?P=mark)\s?{_YEAR}(?!\d)",
        ),
        (
            r"\.\s?[01]?\d\.",
            r"(?<![\d.,])(?P<day>[0-3]?\d)\.\s?(?P<month>[01]?\d)\.\s?(?P<short>[0-3]\d)(?![\d.,]\d|\d)",
        ),
        (
            r"/[0-3]?\d/",
            r"(?<![\d.,/])(?P<one>[0-3]?\d)(?P<mark>/)(?P<two>[0-3]?\d)/(?P<short>[0-3]\d)"
            r"(?=,?\s[012]?\d[:.][0-5]\d)",
        ),
        (
            _LETTERS.pattern,
            rf"(?<!\d)(?P<day>\d\d?)(?:(?:st|nd|rd|th|er|º|°|η)?[\s-]{{1,2}}|\.\s?)(?:de\s|of\s)?{_WORD}\.?[,،]?"
            rf"(?:\s/\s[^\W\d_]{{3,12}})?[\s-](?:de\s|del\s)?{_YEAR}(?!\d)",
            rf"(?<![\d.,])(?P<day>[0-3]?\d)\.?\s{_WORD}\s(?P<short>[0-3]\d)(?=\s?(?:[|)\]]|$))",
        ),
        (
            r"\d[A-Za-z]{0,2}\s?,?\s?(?:19|20)\d",
            rf"(?<!\w){_WORD}\.?\s?(?P<day>\d\d?)(?:st|nd|rd|th)?(?:\s?,\s?|\s){_YEAR}(?!\d)",
        ),
        (r"\d\d[.\s]{1,2}[^\W\d_]{3}", rf"(?<!\d){_YEAR}[.\s]{{1,2}}{_WORD}\.?\s(?P<day>\d\d?)(?!\d)\.?"),
        (
            "[令平昭民]",
            r"(?P<era>令和|平成|昭和|民國|民国)\s?(?P<count>\d{1,3}|元)\s?年\s?(?P<month>\d\d?)\s?月\s?(?P<day>\d\d?)\s?日",
        ),
        (
            "[〇零○Ｏ一二三四五六七八九]年",
            r"(?P<han>[〇零○Ｏ一二三四五六七八九]{4})年(?P<han_month>[一二三四五六七八九十]{1,2})月"
            r"(?P<han_day>[一二三四五六七八九十]{1,3})日",
        ),
        (
            r"\d{8}",
            rf"(?<![\w.]){_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?=t?\d{{4}}(?:\d\d)?(?!\d)|t|(?!\d))",
        ),
    )
)
#: How most machines write a time, which is read as it stands.
_STAMP = re.compile(
    r"(?:19|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d(?P<second>:\d\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?"
)
#: How the others do: no other pattern need be tried.
_MACHINES = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?:[^\s]*)$", re.IGNORECASE)
_ISO = _DATES[1:2]
#: A month and its year, alone on a line or after the name of a magazine.
_MONTHS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[^\d]{{0,24}}{_YEAR}\s?[年년]\s?(?P<month>1[0-2]|0?[1-9])\s?[月월][号號刊]?\W{{0,3}}$",
        rf"{_WORD}\.?,?\s{_YEAR}$",
        rf"{_YEAR}[-/.](?P<month>1[0-2]|0[1-9])$",
    )
)
#: What every date holds, in any digits. It begins with a set of characters: a search skips from one to the next.
_CUE = re.compile(
    "[0-9年\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]"
    r"(?:(?<=1)9\d\d|(?<=2)0\d\d|(?<=\d)\d?[./]\s?[01]?\d[./]\s?[0-3]\d|(?<=\d)\d?\.?\s[^\W\d_]{3,12}\s[0-3]\d(?!\d)"
    r"|(?<=[\d元〇零○Ｏ一二三四五六七八九十]年)|(?<=[\d元]\s年)|(?<=[^\x00-\x7f])\d)"
)

_CLOCK = (
    r"(?P<half>上午|下午|晚上|凌晨|中午|早上|午前|午後|오전|오후)?\s?(?P<hour>\d\d?)"
    r"(?:\s?[:.h時时點点시]\s?(?P<minute>[0-5]\d(?!\d)|\d(?=\s?[分분]))분?分?(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?"
    r"|\s?[時时點点시h](?!\w)|(?=\s?(?:uhr|[ap]\.?m)\b))\s?(?:uhr\b\s?)?(?P<noon>[ap]\.?\s?m\b\.?|[صم]\b|مساء|صباح)?"
)
_ZONE = (
    r"(?:\s?\(?(?P<zone>utc|gmt|z|msk|мск|mez|mesz|wib|[a-z]{1,4}t)\b\)?)?"
    r"(?:\s?(?P<offset>[+-]\d\d?(?::?[0-5]\d)?)(?!\d))?"
)
_GAP = (
    r"(?:[\s,;|/·•—-]|hkt\b|at\b|um\b|às\b|à\b|a las\b|las\b|alle\b|ore\b|kl\b\.?|klo\b"
    r"|o godz\.|godz\.|o\b|в\b|о\b|saat\b|om\b|ora\b|orele\b|ob\b|г\.|года\b|року\b|στις\b|ώρα\b|الساعة|lúc\b"
    r"|[(（]?(?:星期|周|礼拜|週)[一二三四五六日天][)）]?|[(（][月火水木金土日一二三四五六][)）]|[(（]?[일월화수목금토](?:요일)?[)）]?){0,5}"
)
#: A time of the day after a date, matched where the date ends.
AFTER = re.compile(rf"(?:t(?=\d)|{_GAP}[(（]?){_CLOCK}{_ZONE}", re.IGNORECASE)
_COMPACT = re.compile(r"t?(?P<hour>[012]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?(?!\d)" + _ZONE, re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?<![\d:.])(?P<hour>\d\d?):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?\s?(?P<noon>[ap]\.?m\b\.?)?{_ZONE}"
    r"(?:\s(?:uhr|on))?[\s,|·•/—-]{0,3}(?:[^\W\d_]{2,10}\.?,?\s)?$",
    re.IGNORECASE,
)
#: What names the half of the day, before the hour or by its first letter behind it: the latter is "p" or "a".
_HALVES = {"下午": "p", "晚上": "p", "午後": "p", "오후": "p", "p": "p", "a": "a", "م": "p", "ص": "a"}
#: Characters before a date in which its time may stand.
_REACH = 40


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as printed."""

    at: datetime
    """Aware where the words tell the zone, else naive."""
    precision: Precision
    start: int
    end: int


def find(words: str, language: str = "", country: str = "") -> list[Moment]:
    """Every date in `words`, in their order. `language` and `country` ("en", "US") tell 3/4/2020.

    >>> [str(moment.at) for moment in find("2012年01月12日 14:27 辽一网")]
    ['2012-01-12 14:27:00']
    >>> find("31.02.2020, 03/04/2020")
    []
    """
    if not _CUE.search(words, 0, LONGEST):
        return []
    words = folded(words[:LONGEST])
    if (stamp := _STAMP.fullmatch(words)) and (moment := _of_stamp(stamp)):
        return [moment]
    found: list[Moment] = []
    forms = (form for cue, forms in (_ISO if _MACHINES.match(words) else _DATES) if cue.search(words) for form in forms)
    for form in forms:
        for match in form.finditer(words):
            if not any(moment.start < match.end() and match.start() < moment.end for moment in found):
                found += _moment(words, match, language, country)
    return sorted(found, key=lambda moment: moment.start)


def _of_stamp(stamp: re.Match[str]) -> Moment | None:
    """The time of a stamp; None for a day or an hour that there is none of."""
    try:
        at = datetime.fromisoformat(stamp[0]).replace(microsecond=0)
    except ValueError:
        return None
    return Moment(at, "second" if stamp["second"] else "minute", 0, stamp.end())


def folded(words: str) -> str:
    """`words` with the digits and marks of ASCII in place of those of other scripts and widths, one for one.

    >>> folded("２０２０／０３／０４")
    '2020/03/04'
    """
    return words if words.isascii() else _OTHER.sub(lambda found: _FOLDED[found[0]], words)


def month_of(words: str, language: str = "") -> Moment | None:
    """The month that a short line names with its year and no day: 《北京之春》1998年3月号, March 2020, 2020-03.

    >>> month_of("March 2020").at.isoformat(), month_of("in March 2020 she wrote")
    ('2020-03-01T00:00:00', None)
    """
    match = next((match for pattern in _MONTHS if (match := pattern.match(words, 0, LONGEST))), None)
    if not match:
        return None
    got = match.groupdict()
    number = months.month(got["word"], language) if got.get("word") else int(got["month"])
    if not 1 <= number <= 12:
        return None
    return Moment(datetime(int(got["year"]), number, 1), "month", match.start("year"), match.end())


def _moment(words: str, match: re.Match[str], language: str, country: str) -> Iterator[Moment]:
    year, month, day = _numbers(match, language, country)
    try:
        date = datetime(year, month, day)
    except ValueError:
        return
    pattern = _COMPACT if words[match.start() : match.end()].isdigit() else AFTER
    if clock := pattern.match(words, match.end()):
        at, precision = at_clock(date, clock)
        if precision != "day":
            yield Moment(at, precision, match.start(), clock.end())
            return
    if clock := _BEFORE.search(words[max(match.start() - _REACH, 0) : match.start()]):
        at, precision = at_clock(date, clock)
        yield Moment(at, precision, max(match.start() - _REACH, 0) + clock.start(), match.end())
    else:
        yield Moment(date, "day", match.start(), match.end())


def _numbers(match: re.Match[str], language: str, country: str) -> tuple[int, int, int]:
    """Year, month, day; month 0 where the words name none."""
    got = match.groupdict()
    if got.get("han"):
        return int("".join(_HAN[char] for char in got["han"])), _han(got["han_month"]), _han(got["han_day"])
    if got.get("era"):
        count = 1 if got["count"] == "元" else int(got["count"])
        return _ERAS[got["era"]] + count, int(got["month"]), int(got["day"])
    if got.get("one"):
        year = int(got.get("year") or "20" + got["short"])
        return year, *_in_order(int(got["one"]), int(got["two"]), got["mark"], language, country)
    if got.get("short"):
        named = months.month(got["word"], language) if got.get("word") else int(got["month"])
        return 2000 + int(got["short"]), named, int(got["day"])
    if got.get("word"):
        return int(got["year"]), months.month(got["word"], language), int(got["day"])
    return int(got["year"]), int(got["month"]), int(got["day"])


def _in_order(one: int, two: int, mark: str, language: str, country: str) -> tuple[int, int]:
    """Month and day of 3/4/2020; month 0 where it could be either."""
    if mark == "." or one > 12 or one == two:
        return two, one
    if two > 12 or country in MONTH_FIRST or language in MONTH_FIRST:
        return one, two
    if country or (language and not language.startswith("en")):
        return two, one
    return 0, 0


def _han(digits: str) -> int:
    """十二 -> 12, 二十 -> 20, 二十一 -> 21."""
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return int(_HAN.get(digits, "0"))
    return 10 * int(_HAN.get(tens, "1") if tens else 1) + int(_HAN.get(ones, "0") if ones else 0)


def at_clock(date: datetime, clock: re.Match[str]) -> tuple[datetime, Precision]:
    """`date` at the time that `clock` (a match of AFTER) tells; precision "day" where no clock shows such a time."""
    got = clock.groupdict()
    hour, minute, second = int(got["hour"]), int(got["minute"] or 0), int(got.get("second") or 0)
    noon = _HALVES.get(got.get("half") or (got.get("noon") or "").lower()[:1], "")
    if noon == "p" and hour < 12:
        hour += 12
    elif noon == "a" and hour == 12:
        hour = 0
    if hour > 23:
        return date, "day"
    at = date.replace(hour=hour, minute=minute, second=second, tzinfo=_zone(got, date))
    return at, "second" if got.get("second") else "minute" if got["minute"] else "hour"


def _zone(got: dict[str, str | None], date: datetime) -> timezone | ZoneInfo | None:
    letters, offset = (got.get("zone") or "").lower(), got.get("offset") or ""
    if offset:
        sign = -1 if offset[0] == "-" else 1
        digits = offset[1:].replace(":", "")
        hours, minutes = (int(digits), 0) if len(digits) < 3 else (int(digits[:-2]), int(digits[-2:]))
        return timezone(sign * timedelta(hours=hours, minutes=minutes)) if hours < 15 else None
    if letters in months.REGIONS:
        return ZoneInfo(months.REGIONS[letters])
    minutes_east = months.OFFSETS.get(letters)
    return None if minutes_east is None else timezone(timedelta(minutes=minutes_east)) if minutes_east else UTC
