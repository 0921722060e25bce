"""Who wrote it, and who edited it: two lists of names, with no agency, date, address or job among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsarchive import text
from newsarchive.clean import labels, own, persons, traces
from newsarchive.clean.lines import Line
from newsarchive.model import Claim, Draft, Publisher

#: How many persons a page may name in one role.
MOST = 30
#: Letters at the head and the tail of a text in which its reporters are named.
_EDGE = 130

_REPORTER = "记者|記者|通讯员|通訊員|实习生|特派员|作者|撰文|采写"
_BRACKET = re.compile(rf"[（(〔【]([^（()）〕】\n]{{0,40}}(?:{_REPORTER}|編輯|编辑|[／/╱][^（()）〕】\n]{{1,6}}報導)[^（()）〕】\n]{{0,60}})[)）〕】]")
_REPORTED = re.compile(r"^[◎\s]*(?:\S{0,10}?(?:記者|记者|電台|新聞|日報))?\s?([\u4e00-\u9fff]{2,4})\s?(?:[／/╱]\s?[\u4e00-\u9fff]{0,6})?\s?(?:報導|报道|报导)$")
_OF_LINE = re.compile(rf"^(?:本报|本網|本网|本刊|南都|新京报)?(?:见习|实习|特约|首席)*(?:{_REPORTER})[:：\s/／]*(.{{2,40}})$")
_PLACE = re.compile(r"(?:[／/╱].*|(?:台北|臺北|新北|台中|臺中|台南|高雄|基隆|新竹|桃園|嘉義|花蓮|台東|屏東|宜蘭|苗栗|彰化|南投|雲林|綜合|香港|北京|上海|廣州)?\d{0,2}日?(?:報導|报道|报导|電|电).*)$")
_WESTERN_BY = re.compile(
    r"^(?:By|BY|Von|VON|Text|Autor(?:in)?|Author|Par|Por|Di|Door|Av|Af|Written by|Posted by|Story by|Words by|Geschrieben von"
    r"|Ein Artikel von|Artikel von|Redaktion|Автор|Autorzy|Author|Autore)\s?:?\s+(?P<names>[^|\n]{3,90})"
)


@dataclass(frozen=True, slots=True)
class People:
    """Names by role, and what gave them."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    authors_by: str = ""
    editors_by: str = ""


def people(draft: Draft, near: list[Line], publisher: Publisher, language: str) -> People:
    """Who wrote and who edited the page."""
    authors, authors_by = _first(_written(draft, near, publisher, language))
    editors, editors_by = _first(_edited(near))
    return People(authors, editors, authors_by, editors_by)


def _first(found: Iterator[tuple[list[str], str]]) -> tuple[tuple[str, ...], str]:
    """The first evidence that names somebody."""
    for people, origin in found:
        if people:
            return tuple(dict.fromkeys(people))[:MOST], origin
    return (), ""


def _written(draft: Draft, near: list[Line], publisher: Publisher, language: str) -> Iterator[tuple[list[str], str]]:
    """The evidence of authorship, in the order of its authority: in Chinese, what readers see comes first."""
    sites = {text.plain(claim.words) for claim in draft.all("publisher")} - {""}
    claimed = [(_persons(group, draft, publisher, sites), origin) for origin, group in _groups(draft)]
    if language.startswith("zh"):
        yield from _labelled(near, "author")
        yield from _reported(near)
        yield from ((people, origin) for people, origin in claimed if any(map(persons.is_chinese, people)))
    yield from claimed
    yield from _labelled(near, "author")
    yield from ((_persons([claim], draft, publisher, sites), claim.rule) for claim in traces.authors(draft.page.tree))
    yield from _bylines(near)


def _groups(draft: Draft) -> Iterator[tuple[str, list[Claim]]]:
    """The claims to the author by reader and rule: a page that says it twice says it in two spellings."""
    groups: dict[str, list[Claim]] = {}
    for claim in draft.all("author"):
        groups.setdefault(f"{claim.reader}: {claim.rule}", []).append(claim)
    yield from groups.items()


def _persons(claims: list[Claim], draft: Draft, publisher: Publisher, sites: set[str]) -> list[str]:
    """The persons in `claims`; a claim that opens with the site's own name, or is an address, names none."""
    found: list[str] = []
    for claim in claims:
        if "://" in claim.words or claim.words.startswith("www."):
            continue
        people = persons.split(claim.words)
        if people and not _is_site(people[0], sites) and not own.is_own(people[0], draft.page.url, publisher):
            found += people
    return found


def _is_site(name: str, sites: set[str]) -> bool:
    plain = text.plain(name)
    return any(plain == site or (len(plain) > 4 and plain in site) for site in sites)


def _labelled(near: list[Line], role: str) -> Iterator[tuple[list[str], str]]:
    """Names after a label, all of one line: 作者：张三 李四."""
    for line in near:
        if line.whole and not (line.place == "below" and line.distance > 8):
            found = [name for part in line.parts if part.role == role for name in _of_value(part.value)]
            yield found, f"line {line.place}: {role}"


def _of_value(value: str) -> list[str]:
    """The names in a label's value, up to the first bracket, date or word that is no name."""
    value = re.split(r"[【\[〔]|出自|\d{4}[-年/]", value)[0]
    if text.han_share(value) <= 0.6 or "(" in value:
        name = value.strip(" ,，、")
        return [name] if persons.is_name(name) and len(name.split()) < 6 else []
    first, *others = value.split()
    return persons.chinese(first) + [name for other in others for name in persons.chinese(other) if persons.is_chinese(name)]


def _edited(near: list[Line]) -> Iterator[tuple[list[str], str]]:
    for line in near:
        for part in line.parts if line.whole else ():
            if part.role == "editor":
                found = [name for name in _of_value(part.value) if name]
                yield found or re.findall(r"^[A-Za-z]{1,12}\d{0,6}", part.value)[:1], f"line {line.place}: editor"
    for line in near:
        for match in _BRACKET.finditer(line.words[-_EDGE:]) if line.place == "tail" else ():
            if re.search("编辑|編輯", match[1]):
                yield persons.chinese(match[1]), f"line {line.place}: editor"


def _reported(near: list[Line]) -> Iterator[tuple[list[str], str]]:
    """Reporters named in the dateline, at the end of the text, or on a line of their own."""
    for line in near:
        words = line.words
        if len(words) <= 60 and (match := _OF_LINE.match(words) or _REPORTED.match(words)):
            yield [name for name in persons.chinese(_PLACE.sub("", match[1])) if persons.is_chinese(name)], "reporter"
        edge = words[:_EDGE] if line.place in ("head", "above") else words[-_EDGE:] if line.place == "tail" else ""
        for match in _BRACKET.finditer(edge):
            if not re.search("[摄攝]$|编辑|編輯", match[1]):
                yield [name for name in persons.chinese(_PLACE.sub("", match[1])) if persons.is_chinese(name)], "reporter"


def _bylines(near: list[Line]) -> Iterator[tuple[list[str], str]]:
    """By X, Von X: a line of its own in a script with spaces."""
    for line in near:
        if line.whole and len(line.words) <= 120 and (line.place != "below" or line.distance < 4):
            if match := _WESTERN_BY.match(line.words):
                end = line.moments[0].start if line.moments and line.moments[0].start > match.start("names") else len(line.words)
                found = persons.split(re.split(r"\s[-–—|•·]\s|\s\(|\son\s|\sam\s\d|\svom\s\d", line.words[match.start("names") : end])[0])
                yield [name for name in found if persons.is_western(name)], f"line {line.place}: by"
