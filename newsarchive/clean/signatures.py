"""Authors who are named without a label: beside the date, below the text, in the ways of Korea and Japan, by a link.

Sections, places and buttons stand there too, and look the same: a person is one whose given name we know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from newsarchive import text
from newsarchive.clean import boxes, bylines, given, labels, names, outlets, persons
from newsarchive.clean.lines import Line
from newsarchive.model import Draft

Found = Iterator[tuple[list[str], str]]

#: Characters of the longest line of a name and a date.
_LONGEST = 80
_PARTING = re.compile(r"\s?[|•·∙]\s?|\s[–—-]\s|^\W+|(?<![^\w.])[^\w.]+$")
#: (Jane Doe), Jane Doe +++: the last words of a text.
_CLOSING = re.compile(r"(?:^|[.!?”“\"»…]\s*)[(\[]?([^\W\d_][^()\[\]\n.!?:;|]{4,48}?)[)\]]?\s?[+*]{0,3}$")
_KOREAN = re.compile(
    r"(?<![가-힣])((?:[가-힣]{2,4}\s?[·,]\s?){0,3}[가-힣]{2,4})\s?(?:(?:선임|수습|인턴|객원|전문|책임|특파)\s?)?(?:기자|특파원)(?![가-힣])"
)
#: Asahi, Mainichi: a reporter's name in brackets closes the text.
_JAPANESE_LABEL = re.compile(
    r"^(?:取材・文|取材|文|ライター|執筆者?|著者|筆者|記者)\s?[：:＝=／/]\s?"
    r"([\u4e00-\u9fff]{1,3}[\s\u3000]?[\u4e00-\u9fff\u3041-\u309f]{1,4})(?=$|[\s（(・、／/])"
)
_JAPANESE_DATELINE = re.compile(r"^【[^【】＝=]{1,10}[＝=]([\u4e00-\u9fff]{2,6})】")
_JAPANESE = re.compile(
    r"[（(【](?!共同|時事)([\u4e00-\u9fff]{1,3}[\s\u3000]?[\u4e00-\u9fff\u3041-\u309f]{1,3})[）)】]$"
)
#: Two words that run together, as those of buttons do: LiveNews. McDonald is none.
_RUN_TOGETHER = re.compile(r"[^\W\d_]{3}(?<=[a-zß-ÿżźćńółęąśğışçа-я])[A-ZÀ-ÞŻŹĆŃÓŁĘĄŚĞİŞÇА-Я]")
#: Romanian: de Jane Doe, where a given name follows.
_DE = re.compile(r"^[Dd]e\s(?=[^\W\d_a-z])")
#: Places of two words, which a mark parts from the date as it does a name.
_PLACES = frozenset(
    map(
        text.plain,
        ["New York", "Los Angeles", "Hong Kong", "Tel Aviv", "Abu Dhabi", "San Francisco", "Buenos Aires", "New Delhi"],
    )
)
#: M. K. Surname: initials tell a person as well as a given name does.
_INITIALS = re.compile(r"^(?:[^\W\d_a-z]\.\s?){1,3}[^\W\d_a-z][^\W\d_]{2,20}$")
#: What links are to, which is found in half the time that those to an author's page take.
_RELS = etree.XPath("descendant::a/@rel")
_EDGE = 60
#: Languages that write headings, or nouns, with capitals: two words with capitals are a button as often as a name.
_TITLED = frozenset({"en", "de", ""})
_WORDS = 4
_APART_TAGS = frozenset({"aside", "footer", "nav"})
_APART = re.compile(r"related|comment|recommend|footer|sidebar|widget|teaser|popular|more-", re.IGNORECASE)


def named(near: list[Line], draft: Draft, language: str) -> Found:
    """The persons, the likeliest first."""
    if language == "ko":
        yield from _by(_KOREAN, near, ("above", "head", "tail", "below"), "reporter")
    if language == "ja":
        yield from _by(_JAPANESE_LABEL, near, ("above", "head", "tail", "below"), "author")
        yield from _by(_JAPANESE_DATELINE, [line for line in near if line.opens], ("head", "above"), "reporter")
        yield from _by(_JAPANESE, near, ("tail",), "signature")
    if not language.startswith("zh"):
        others = _others(draft)
        yield from _beside_dates(near, others)
        yield from _closing(near)
        if language not in _TITLED:
            yield from _alone(near)
        yield _linked(draft, others), "markup: rel author"


def _by(pattern: re.Pattern[str], near: list[Line], places: tuple[str, ...], what: str) -> Found:
    for line in near:
        if line.place in places:
            edge = line.words[-_EDGE:] if line.place == "tail" else line.words[:_EDGE]
            found = [name for match in pattern.finditer(edge) for name in re.split(r"\s?[·,]\s?", match[1])]
            yield [name for name in found if not outlets.named(name)], f"line {line.place}: {what}"


def _others(draft: Draft) -> set[str]:
    """What is no person on this page: its sections, tags and titles, its site."""
    claims = (claim for field in ("section", "tag", "title", "publisher") for claim in draft.all(field))
    return {text.plain(claim.words) for claim in claims}


def _beside_dates(near: list[Line], others: set[str]) -> Found:
    """Jane Doe | 6 January 2020; or the one on the line before or after the other; or alone, where the text begins."""
    lines = [line for line in near if line.place in ("above", "head") and line.whole]
    lines = [line for line in lines if line.moments or not names.is_nobody(persons.BY.sub("", line.words))]
    for at, line in enumerate(lines):
        dated = any(other.moments for other in lines[max(at - 1, 0) : at + 2])
        opens = line.place == "head" and line.index == 0
        if len(line.words) <= _LONGEST and (dated or opens):
            words = bylines.BEFORE_DAY.sub("", line.undated)
            pieces = [_DE.sub("", piece) for piece in _PARTING.split(words) if piece]
            found = [name for piece in pieces for name in _persons(piece, others)]
            before = line.words[: line.moments[0].start] if line.moments else line.words
            if not found and dated and before.rstrip().endswith("|") and _is_surely(before.strip(labels.EDGE), others):
                found = [before.strip(labels.EDGE)]
            yield found, f"line {line.place}: beside the date" if dated else f"line {line.place}: alone"


def _is_surely(words: str, others: set[str]) -> bool:
    """Two or three words with capitals, letters alone, that are no place, label or anything else of the page."""
    parts = words.split()
    if (
        persons.BY.match(words)
        or not 2 <= len(parts) <= _WORDS - 1
        or text.plain(words) in others | _PLACES
        or words.isupper()
    ):
        return False
    is_cased = all(part.replace("-", "").isalpha() and part[0].isupper() for part in parts)
    return is_cased and not _RUN_TOGETHER.search(words) and persons.is_western(words)


def _persons(words: str, others: set[str]) -> list[str]:
    """The names in `words`, if these are nothing but names."""
    first = words.partition(" ")[0]
    if not (given.is_given(first) or _INITIALS.match(words)) or text.plain(words) in others:
        return []
    words = persons.alone(words)
    found = persons.split(words)
    is_all = all(
        persons.is_western(name) and (given.is_given(name.partition(" ")[0]) or bool(_INITIALS.match(name)))
        for name in found
    )
    length = sum(len(name) for name in found)
    return found if is_all and length + 6 * len(found) > len(words) else []


def _closing(near: list[Line]) -> Found:
    """The name that the text ends with."""
    for line in near:
        if line.place == "tail" and line.distance == 0 and (match := _CLOSING.search(line.words[-_EDGE:])):
            yield _persons(match[1], set()), "line tail: signature"


def _alone(near: list[Line]) -> Found:
    """Two or three words with capitals, alone on the last line of the text, after a sentence: no heading looks so."""
    tail = [line for line in near if line.place == "tail"]
    for before, line in pairwise(tail):
        is_name = 1 < len(line.words.split()) <= _WORDS and persons.is_western(line.words)
        if line.distance == 0 and is_name and line.whole and before.words.endswith((".", "!", "?", "…", "”", '"')):
            yield [line.words], "line tail: alone"


def _linked(draft: Draft, others: set[str]) -> list[str]:
    """The one person to whose page the page links as to its author's, wherever that stands."""
    found: set[str] = set()
    rels = (rel for rel in cast("list[etree._ElementUnicodeResult]", _RELS(draft.page.tree)) if "author" in rel.split())
    for link in (cast(HtmlElement, rel.getparent()) for rel in islice(rels, 10 * boxes.MOST)):
        if not boxes.is_apart(link, _APART_TAGS, _APART):
            found.update(filter(persons.is_western, persons.split(boxes.words(link))))
    return [name for name in found if len(found) == 1 and text.plain(name) not in others]
