"""Reporters that stand outside of any label: on lines of their own, in the dateline, in the closing brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsarchive.clean import lines, outlets, persons
from newsarchive.clean.lines import Line

#: Letters at the head and the tail of a text in which its reporters are named.
_EDGE = 130

_REPORTER = "记者|記者|通讯员|通訊員|实习生|特派员|作者|撰文|采写"
_BRACKET = re.compile(
    rf"[（(〔【]([^（()）〕】\n]{{0,40}}(?:{_REPORTER}|编辑|編輯|[／/╱][^（()）〕】\n]{{1,6}}報導)[^（()）〕】\n]{{0,60}})[)）〕】]"
    r"|[讯訊电電]\s?[（(]([\u4e00-\u9fff]{2,4})[)）]"
)
_EDITED = re.compile("编辑|編輯|责编")
_OPENING = re.compile("[（(〔【]")
_REPORTED = re.compile(
    r"(?:^|[◎\s]|記者|记者|電台)([\u4e00-\u9fff]{2,4})\s?(?:[／/╱]\s?[\u4e00-\u9fff]{0,6}|\s)?(?:報導|报道|报导)$"
)
_OF_LINE = re.compile(
    rf"^(?:(?:本报|本網|本网|本刊|南都|新京报)?|[\u4e00-\u9fffA-Za-z]{{2,8}}(?=(?:记者|記者)[\s:：/／]))(?:见习|实习|特约"
    rf"|首席)*(?:{_REPORTER})[:：\s/／]*(.{{2,40}})$"
)
#: 潇湘晨报记者X 长沙报道; 【大公报讯】记者X报道：.
_OPENS = re.compile(
    r"^(?:[【（(〔][^【】（）()〔〕\n]{2,12}[】）)〕]\s?)?[\u4e00-\u9fffA-Za-z]{0,8}?(?:记者"
    r"|記者)\s?([\u4e00-\u9fff]{2,3})(?:\s[\u4e00-\u9fff]{2,4})?"
    r"(?:报道|報導|报导)[\s：:，,]"
)
_PLACE = re.compile(
    r"(?:[／/╱][^／/╱]{0,6}(?:報導|报道|报导)|(?:台北|臺北|新北|台中|臺中|台南|高雄|基隆|新竹|桃園|嘉義|花蓮|台東|屏東|宜蘭|苗栗|彰化|南投|雲林|綜合|香港|北京|上海"
    r"|廣州)?\d{0,2}日?(?:報導|报道|报导|電|电).*)$"
)
_BESIDE = re.compile(r"\s?[/／╱|｜]\s?|,\s|\s[-–—]\s")
#: The marks in it: found in a quarter of the time.
_MARK = re.compile("[/／╱|｜,–—-]")


def reported(near: list[Line]) -> Iterator[tuple[list[str], str]]:
    """Reporters named on lines of their own, in the dateline, at the end of the text."""
    own_lines = [match[1] for line in near if len(line.undated) <= 60 and (match := _on_a_line(line.undated))]
    own_lines = [words for words in own_lines if not words.endswith(("摄", "攝")) and not _EDITED.search(words)]
    yield [name for words in own_lines for name in _reporters(words) if persons.is_chinese(name)], "line: reporter"
    for line in near[: lines.ABOVE + lines.HEAD_BLOCKS]:
        if line.opens and (match := _OPENS.match(line.words)):
            yield _reporters(match[1]), f"line {line.place}: reporter"
    for line in near:
        edge = (
            line.words[:_EDGE]
            if line.place in ("head", "above")
            else line.words[-_EDGE:]
            if line.place == "tail"
            else ""
        )
        for match in _BRACKET.finditer(edge) if _OPENING.search(edge) else ():
            if not re.search("[摄攝]$|编辑|編輯", match[1] or ""):
                yield _reporters(match[1] or match[2]), f"line {line.place}: reporter"


def _on_a_line(words: str) -> re.Match[str] | None:
    return _OF_LINE.match(words) or (_REPORTED.search(words) if words.endswith(("報導", "报道", "报导")) else None)


def _reporters(words: str) -> list[str]:
    found = persons.chinese(_PLACE.sub("", words))
    return [name for name in found if persons.is_chinese(name) or (len(found) == 1 and len(name) == 4)]


def beside_outlets(near: list[Line]) -> Iterator[tuple[list[str], str]]:
    """石佳/中国青年报, Jane Doe, Associated Press: a name and an outlet on one line."""
    for line in near:
        is_short = line.whole and len(line.words) <= _EDGE // 2
        pieces = _BESIDE.split(line.words) if is_short and _MARK.search(line.words) else []
        known = [outlet for piece in pieces if (outlet := outlets.named(piece))] if len(pieces) > 1 else []
        if known:
            yield list(filter(persons.is_chinese, pieces)), f"line {line.place}: reporter"
        if (
            line.language.startswith("zh")
            and line.place in ("above", "head")
            and " " in line.undated
            and len(line.undated) < _EDGE // 4
        ):
            yield _with_an_outlet(line.undated.split()), f"line {line.place}: reporter"
        if known and known[0].kind == "agency":  # after a slash stands who took the picture
            yield list(filter(persons.is_western, line.words.split(", ")[:-1])), f"line {line.place}: reporter"


def _with_an_outlet(pieces: list[str]) -> list[str]:
    """The persons of a line that holds nothing but outlets and persons: 中時新聞網 X."""
    people = [piece for piece in pieces if outlets.named(piece) is None]
    return people if len(people) < len(pieces) and all(map(persons.is_chinese, people)) else []


def closing(near: list[Line], role: re.Pattern[str]) -> Iterator[tuple[list[str], str]]:
    """Persons in brackets at the end of the text that name their `role` too: （松花江网编辑 孙桂芳）."""
    for line in near:
        edge = line.words[-_EDGE:] if line.place == "tail" else ""
        for match in _BRACKET.finditer(edge) if edge and role.search(edge) else ():
            if role.search(match[1] or ""):
                yield persons.chinese(match[1]), f"line {line.place}: editor"
