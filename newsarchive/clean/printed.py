"""Dates in the lines near a page's headline and end: which of them may tell the day of publication, and how likely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from newsarchive.clean import body, bylines, distances, moments, told
from newsarchive.clean.lines import Line
from newsarchive.clean.told import Context, Told

_UPDATED = re.compile(
    r"更新|修改|updated|modified|last revis|aktualis|geändert|änderung|actuali[tz]|mis à jour|mise à jour|aggiorna"
    r"|обновл|оновл|aktualizac|atualiz|güncelle|bijgewerkt|修正|수정|uppdater|oppdater|opdater|päivitet|frissít|ενημερ"
    r"|diperbarui|cập nhật|تحديث",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"发布|发表|发稿|發布|發佈|發表|时间[:：]|日期[:：]|publish|posted|veröffentlicht|erschienen|erstellt|publié|publicado|pubblicato"
    r"|опубл|opublik|publikac|publicer|publisert|publicat|gepubliceer|julkaistu|zveřejněn|vydáno|megjelen|közzét"
    r"|δημοσ[ίι]|dodano|giriş|등록|승인|diterbitkan|đăng|نشر|datum|date:|公開|配信|掲載|입력|yayın|submitted",
    re.IGNORECASE,
)
#: Words, in small letters, on the line of a date that is of something else: rights, terms, the founding of a firm, a
#: member's first day, events.
_OF_ANOTHER = re.compile(
    r"©|\(c\)|copyright|版权|版權|all rights|有效期|截止|成立|建立于|verfügbar bis|gültig bis|available until|expires"
    r"|registriert|beigetreten|mitglied seit|joined(?<=\bjoined)|member since|registered|inscrit|dabei seit|注册|註冊"
)
#: What stands before the date of a picture: five words or more, and a comma.
_CAPTION = re.compile(r"^(?:[^\W\d_][^\s\d]*\s){5,}[^\s\d]*,\s?$")
#: Letters beside its date that a line of credits has at most; more make it prose, or a neighbour's headline.
_BESIDE = 60
#: Letters beside its date, labels aside, that a line has which is nothing but a line of credits.
_FEW = 14
#: Ranks of lines. A label goes before none, a line of little else before one with a headline in it, above the text
#: before below it.
LABELLED, ALONE, AMONG, AFTER, UPDATE, AT_END, LATE_UPDATE, DATELINE = range(8)
#: The last rank of lines near the headline; the others are asked only where all else is silent.
BESIDE = AFTER
#: How far apart two dates of one page may be, for the one with a clock to go first.
_NEXT_DAY = timedelta(hours=48)
#: How many lines after the body a line of credits may stand to tell its day.
_CLOSE = 3
#: Characters of a line that names a month and little else.
_SHORT = 40
#: Characters before a date in which its label stands.
_REACH = 16
_CLOCK = re.compile(r"[012]?\d[:：][0-5]\d")


def dates(near: list[Line], where: Context) -> list[Told]:
    """The dates that lines print, the likeliest first."""
    found = [
        replace(one, rank=rank)
        for at, line in enumerate(near)
        if (rank := _rank(line, where)) is not None
        for one in [*_of_line(line, near[at + 1] if at + 1 < len(near) else None, where)][:1]
    ]
    found.sort(key=lambda one: one.rank)
    first = found[0] if found else None
    if first and first.rank == ALONE and not first.has_clock:  # a page's head bears the day of the visit
        beside = (at for at, one in enumerate(found) if one.rank == ALONE and one.has_clock)
        at = next((at for at in beside if abs(found[at].at - first.at) < _NEXT_DAY), 0)
        found.insert(0, found.pop(at))
    return found or list(_months(near, where))


def _months(near: list[Line], where: Context) -> Iterator[Told]:
    """Months that lines of nothing else name: no day is known then."""
    for line in near:
        if len(line.words) <= _SHORT and (month := moments.month_of(line.words, line.language)):
            one = told.of_moment(month, line.words, f"line {line.place}", where)
            yield from (replace(one, rank=DATELINE) for one in told.if_possible(one, where))


def _rank(line: Line, where: Context) -> int | None:
    """How likely a line is to tell the day of publication, the lowest first; None if it tells none."""
    if not line.moments and (where.now is None or len(line.words) > _BESIDE or line.place in ("tail", "below")):
        return None
    if _OF_ANOTHER.search(line.words.lower()):
        return None
    before = line.words[: line.moments[0].start][-_REACH:] if line.moments else ""
    is_label = bool(_PUBLISHED.search(before))
    is_update = bool(_UPDATED.search(before)) and not is_label
    if line.place in ("above", "head"):
        return _near_headline(line, is_label, is_update)
    if not line.whole or (line.place == "below" and line.distance > 6):
        return None
    if is_label or is_update:
        return LATE_UPDATE if is_update else AFTER
    if len(line.rest) < 6 and len(line.words) < 40:
        return AT_END
    return AT_END if line.distance < _CLOSE and body.is_credit(line.words) else None


def _near_headline(line: Line, is_label: bool, is_update: bool) -> int | None:
    beside = len(line.words) - sum(moment.end - moment.start for moment in line.moments)
    if beside > _BESIDE and not is_label:
        return DATELINE if line.place == "head" and line.moments[0].start < _BESIDE else None
    if is_update or is_label:
        return UPDATE if is_update else LABELLED
    if line.moments and _CAPTION.match(line.words[: line.moments[0].start]):
        return DATELINE
    if len(_UPDATED.split(line.rest)[0]) <= _FEW:
        return ALONE
    return ALONE if bylines.hold_all(line.undated) else AMONG


def _of_line(line: Line, following: Line | None, where: Context) -> Iterator[Told]:
    """The dates of a line; a day at its end takes the time that the next line begins with."""
    words, found, origin = line.words, line.moments, f"line {line.place}"
    if following and found and found[-1].precision == "day" and _CLOCK.match(following.words):
        words = f"{words} {following.words}"
        found = moments.find(words, line.language, line.country)
    for moment in found:
        yield from told.if_possible(told.of_moment(moment, words, origin, where), where)
    if not found and where.now and (near := distances.relative(words, where.now)):
        yield told.of_moment(near, words, origin, where)
