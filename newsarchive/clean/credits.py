"""The words on a page that credit somebody with its text: found, cut out, and ranked by place and form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsarchive import text
from newsarchive.clean import forms, labels, names, outlets
from newsarchive.clean.forms import Form
from newsarchive.clean.lines import Line
from newsarchive.model import Claim, Draft

#: Lines that speak of credits in general, or credit a picture, a figure, a table.
_NOTICE = re.compile(
    r"凡.{0,20}(?:注明|标注|标明|註明)|[注标註]明(?:文章|稿件|出处|出處)?[来來出]|转载.{0,12}注明|不代表本|XXX|仅供参考|侵权|侵犯|版权归"
    r"|(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Dd]ata|[Cc]hart|[Gg]raphic)s? [Ss]ource|授权|授權"
)
_PICTURE = re.compile(r"图片?来源|圖片?來源|资料图|資料照|^图[:：]|攝$|摄$|摄）$|(?i:getty|shutterstock|fotolia|istock|flickr|unsplash)")

#: Ranks, the lowest wins. A label beside the headline is surer than one after the text, where notes stand too.
_RANKS = {"above": 10, "head": 12, "tail": 20, "below": 30}
_RULES, _HEADING, _BESIDE, _META, _AUTHOR, _DATELINE, _COPYRIGHT = 0, 15, 40, 45, 50, 60, 70


@dataclass(frozen=True, slots=True)
class Credit:
    """A source that some words name."""

    name: str
    words: str
    """The words, as printed."""
    rank: int
    origin: str
    line: Line | None = None
    """Where they stand; None for a claim from the markup."""
    wire: bool = False
    """Is it an agency's own mark: a dateline, a tag, a copyright?"""


def credits(draft: Draft, near: list[Line]) -> list[Credit]:
    """Everybody whom the page credits with its text, the most to be trusted first."""
    found = [*_claimed(draft), *_labelled(near), *_beside_dates(near)]
    return sorted(found, key=lambda credit: credit.rank)


def _claimed(draft: Draft) -> Iterator[Credit]:
    """What the markup says."""
    for claim in draft.all("source"):
        words = claim.words[:200]
        if name := _of_label(words) or names.name(names.cut(words)):
            rank = _RULES if claim.reader == "rules" else _HEADING if claim.reader == "heading" else _META
            if rank != _META or outlets.looks_like_one(name):
                yield Credit(name, words, rank, _origin(claim))
    for claim in draft.all("author"):
        name = names.name(claim.words[:200])
        if name and outlets.looks_like_one(name):
            yield Credit(name, claim.words, _AUTHOR, _origin(claim))


def _origin(claim: Claim) -> str:
    return f"{claim.reader}: {claim.rule}" if claim.rule else claim.reader


def _of_label(words: str) -> str:
    for form in forms.in_words(words):
        if form.shape == "label" and (match := form.pattern.search(words)):
            return names.name(names.cut(match["name"]))
    return ""


def _labelled(near: list[Line]) -> Iterator[Credit]:
    """What words in one of the forms say."""
    for line in near:
        held = forms.in_words(line.words)
        if held and not _NOTICE.search(line.words) and not _PICTURE.search(line.words):
            for form in held:
                if (match := form.pattern.search(line.words)) and _may_stand(form, match, line):
                    yield from _credit(form, match, line)


def _credit(form: Form, match: re.Match[str], line: Line) -> Iterator[Credit]:
    value = names.cut(match["name"])
    name = names.name(value)
    if not name or (form.known and not _is_known(form, name)):
        return
    start, end = _with_brackets(line.words, match.start(), match.start("name") + len(value))
    if form.shape in ("dateline", "signature"):
        start, end = match.span()
    rank = {"dateline": _DATELINE, "signature": _DATELINE, "copyright": _COPYRIGHT}.get(form.shape, _RANKS[line.place])
    wire = form.shape in ("dateline", "signature", "copyright")
    yield Credit(name, line.words[start:end].strip(), rank + form.weak * 5, f"{line.place}: {form.slug}", line, wire)


def _is_known(form: Form, name: str) -> bool:
    outlet = outlets.named(re.split(r"[/,]", name)[0])
    return outlet is not None and (form.known == "outlet" or outlet.kind == form.known)


def _may_stand(form: Form, match: re.Match[str], line: Line) -> bool:
    """May words of this form stand at this place?"""
    if form.shape == "dateline":
        return line.place == "head" and match.start() == 0
    if form.shape == "signature":
        return line.place == "tail" and line.distance == 0
    if form.weak and (line.place in ("above", "head") or line.distance > 3):
        return False
    if line.place == "head" and not line.whole:
        return False
    before = line.words[: match.start()].rstrip(" （([【〔「《<“\"\u3000*—-–")
    return line.whole or not before or before[-1] in "。.!！?？”」』；;)）"


def _with_brackets(words: str, start: int, end: int) -> tuple[int, int]:
    """The span of a credit, with the brackets around it."""
    if start and end < len(words) and words[start - 1] + words[end] in ("（）", "()", "[]", "【】", "〔〕", "（)", "(）"):
        return start - 1, end + 1
    return start, end


def _beside_dates(near: list[Line]) -> Iterator[Credit]:
    """Bare names beside a date, or alone on the line before or after it."""
    lines = [line for line in near if line.place in ("above", "head") and line.whole and len(line.words) <= 120]
    for at, line in enumerate(lines):
        if ">" in line.words or "»" in line.words:
            continue
        beside = [lines[other] for other in (at - 1, at + 1) if 0 <= other < len(lines)]
        if line.moments or any(other.moments for other in beside):
            yield from _bare(line, strict=not line.moments)
        else:
            yield from _bare(line, strict=True, agencies=True)


_BY = re.compile(r"^(?:By|From|Von|Par|Por|Di|Da|作者|原创|原創)\s+", re.IGNORECASE)
_PARTING = re.compile(r"\s*[/／╱|｜]\s*|\s[-–—]\s|\s(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s")


def _bare(line: Line, *, strict: bool, agencies: bool = False) -> Iterator[Credit]:
    rest = _BY.sub("", line.rest)
    for words in [rest, *_PARTING.split(rest)] if len(rest) <= 60 else []:
        name = names.name(re.sub(r"微博$|\[整理\]$|（微博）$", "", words))
        outlet = outlets.named(name) if name else None
        if outlet and (not agencies or outlet.kind == "agency") and (not strict or text.plain(name) != ""):
            yield Credit(name, words, _BESIDE, f"{line.place}: beside the date", line)
            return
        if name and not agencies and outlets.looks_like_one(name):
            yield Credit(name, words, _BESIDE + 1, f"{line.place}: beside the date", line)
            return
