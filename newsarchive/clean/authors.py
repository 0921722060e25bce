"""Who wrote it, and who edited it: two lists of names, with no agency, date, address or job among them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsarchive import text
from newsarchive.clean import labels, lines, names, outlets
from newsarchive.clean.lines import Line
from newsarchive.model import Draft

#: Characters of the longest name of a person, and how many a page may name.
LONGEST = 60
MOST = 20

_SPLIT = re.compile(r"\s*(?:[、,，;；/／|｜&＆╱]|\band\b|\bund\b|\bet\b|\by\b|\se\s|\bi\b(?=\s[A-ZŁŚŻ])|\bи\b|\bog\b|\boch\b|\ben\b(?=\s[A-Z])|和|与)\s*")
_BY = re.compile(r"^(?:by|von|par|por|di|da|od|door|af|av|автор|text|words|autor(?:in)?|author|story by|written by|posted by)\b\s*:?\s*", re.IGNORECASE)
_NOT_NAME = re.compile(r"[@#<>{}=\[\]:]|https?|www\.|\d{3}")
_HAN_NAME = re.compile(r"^[\u4e00-\u9fff·•]{2,12}$")
_TITLES = re.compile(
    r"^(?:(?:本报|本网|本刊|见习|实习|特约|首席|全媒体|高级|资深)*(?:记者|記者|通讯员|编辑|作者|主笔|评论员)|撰文|撰稿|文|图)[:：/\s]*|(?:记者|記者|报道|報導|撰文|编辑|整理|文|摄|攝)$"
)


@dataclass(slots=True)
class People:
    """Names by role, each once, in their order."""

    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)


def people(draft: Draft, near: list[Line]) -> People:
    """Who wrote and who edited the page."""
    found = People()
    for claim in draft.all("author"):
        _add(found, "authors", claim.words, f"{claim.reader}: {claim.rule}".rstrip(": "))
        if found.authors and claim.reader != found.origins["authors"].partition(":")[0]:
            break
    for line in near:
        for part in labels.parts(line.words):
            if part.role == "editor":
                _add(found, "editors", part.value, f"{line.place}: editor")
            elif part.role == "author" and "authors" not in found.origins:
                _add(found, "authors", part.value, f"{line.place}: author")
    return found


def split(words: str) -> list[str]:
    """The names of persons in a byline.

    >>> split("By Meg Kinnard and Errin Haines"), split("记者 张三、李四")
    (['Meg Kinnard', 'Errin Haines'], ['张三', '李四'])
    """
    words = _BY.sub("", lines.tidy(words[: 4 * LONGEST]))
    return [name for piece in _SPLIT.split(words) for name in _names(piece)]


def _names(piece: str) -> list[str]:
    piece = _TITLES.sub("", piece.strip(" .。—-–()（）[]【】:：*")).strip()
    pieces = piece.split() if text.han_share(piece) > 0.9 else [piece]
    return [name for name in pieces if _is_person(name)]


def _is_person(name: str) -> bool:
    if not 1 < len(name) <= LONGEST or _NOT_NAME.search(name) or names.is_nobody(name):
        return False
    return outlets.named(name) is None


def _add(found: People, role: str, words: str, origin: str) -> None:
    people: list[str] = getattr(found, role)
    fresh = [name for name in split(words) if text.plain(name) not in map(text.plain, people)]
    if fresh:
        found.origins.setdefault(role, origin)
        people += fresh[: MOST - len(people)]
