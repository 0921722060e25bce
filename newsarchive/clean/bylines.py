"""Lines in a script with spaces that hold nothing but credits: By Jane Doe | Source: The Guardian | 6 January 2020."""

from __future__ import annotations

import re

from newsarchive.clean import forms, moments, months, persons

#: Characters of the longest line of credits.
_LONGEST = 160
_PARTING = re.compile(r"\s?[|•·∙]\s?|\s[–—-]\s|^\W+|(?<!\W)\W+$")
#: A label of a source, with its value up to the next mark.
_SOURCE = re.compile(
    rf"(?:^|(?<=\s))(?:{'|'.join(sorted({cue for form in forms.FORMS if form.weak for cue in form.cues}))})"
    r"\s?[:：][^|•·∙\n]{2,80}"
)

#: What stands between a name and the day, and is no name: a day of the week, a label, a small word.
BEFORE_DAY = re.compile(
    rf"(?:[\s,|·•(–—-]{{1,4}}(?:(?:{months.WEEKDAYS})[.,]?|(?:publi\w{{0,12}}|gepubliceerd|veröffentlicht|julkaistu|posted"
    r"|updated|опубликовано|date|data|datum|дата|fecha|data publikacji)(?:\s(?:on|am|op|em|el|il|le|den))?\s?:?"
    r"|on|am|em|el|il|le|op|på|den|dne)){1,3}\s{0,3}$",
    re.IGNORECASE,
)

#: What parts a day from those who wrote on it, and what stands behind a name: its owner's name elsewhere.
_AFTER_DAY = re.compile(r"\s?[|•·∙–—-]\s?")
_HANDLE = re.compile(r"\(@[\w.]{1,40}\)")
_MOST_NAMES = 8


def hold_all(words: str) -> bool:
    """Are `words`, less their dates, nothing but bylines and labelled sources, or nothing at all?

    >>> hold_all("By Jane Doe | Source: The Guardian |"), hold_all("Books by Jane Doe")
    (True, False)
    """
    if len(words) > _LONGEST:
        return False
    return all(map(_is_byline, filter(None, _PARTING.split(without_source(words)))))


def are_dated(words: str) -> bool:
    """Is a line a day and, behind a dash, the names of those who wrote on it, without a word that says so?

    >>> are_dated("May 6, 2022 - Jane Doe (@jane) John Q. Public"), are_dated("May 6, 2022 - Nothing happened")
    (True, False)
    """
    if len(words) > _LONGEST or not (found := moments.find(words)) or found[0].start:
        return False
    dash = _AFTER_DAY.match(words, found[0].end)
    if dash is None or not (named := words[dash.end() :].strip()):
        return False
    people = [one.strip() for part in _HANDLE.split(named) for one in part.split(",") if one.strip()]
    is_one = len(people) == 1 and _HANDLE.search(named) is not None and people[0].istitle()
    return is_one or (len(people) <= _MOST_NAMES and all(map(persons.is_western, people)))


def without_source(words: str) -> str:
    """`words` without a labelled source: By Jane Doe."""
    return _SOURCE.sub("", words) if ":" in words or "：" in words else words


def _is_byline(words: str) -> bool:
    """By X, or nothing but marks."""
    named = persons.BY.sub("", words)
    if named == words:
        return not any(map(str.isalpha, words))
    return bool(people := persons.split(words)) and all(map(persons.is_western, people))
