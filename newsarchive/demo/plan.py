"""What an edition prints: each story with its number, its credit and its day, and what else its lists offer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from newsarchive import text
from newsarchive.demo.material import Kind, Story, stories

Phase = Literal[1, 2]
Place = Literal["above", "below", "inside", "nowhere"]
Flaw = Literal["missing", "gone", "empty", "binary", "image", "headless", "sorry", "homeward", "product", "forbidden"]

FIRST_NUMBER = 101


@dataclass(frozen=True, slots=True)
class Form:
    """A way of naming a source: where it stands, and the words with a gap for the name."""

    place: Place
    words: str
    linked: bool = False
    """Is the name a link to the source's own site?"""


#: The ways in turn: story n of edition e takes number (n + e), so that every story meets every way.
FORMS = (
    Form("below", "文章来源:{}"),
    Form("above", "来源：{}"),
    Form("below", "转自：{}"),
    Form("inside", "({}讯)"),
    Form("below", "来源:{}", linked=True),
    Form("inside", "{}讯 "),
    Form("below", "（来源：{}）"),
)
PLAIN = FORMS[0]


@dataclass(frozen=True, slots=True)
class Credit:
    """How a page names the source of its text."""

    place: Place = "nowhere"
    words: str = ""
    """As printed: the evidence."""
    name: str = ""
    kind: Kind = "unknown"
    url: str = ""
    """Where the name is linked to; "" if it is not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A story as an edition prints it in one phase."""

    number: int
    """Of the article, in its URL."""
    story: Story
    credit: Credit
    lines: tuple[str, ...]
    """The paragraphs as laid out, with the blanks that indent them."""
    gone: bool = False
    """Does its URL answer 404 by now?"""
    revision: int = 1

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs as an archive should state them."""
        return tuple(text.line(line) for line in self.lines)

    @property
    def published(self) -> date | None:
        """The day that its page prints; the seed's page prints none."""
        return None if self.story.is_seed else self.story.published


@dataclass(frozen=True, slots=True)
class Decoy:
    """A line of a list that leads to no article."""

    number: int
    title: str
    flaw: Flaw
    published: date = date(2019, 11, 20)

    @property
    def fails(self) -> bool:
        """Can its page not be read at all? The others can, and are no articles."""
        return self.flaw in ("missing", "gone", "empty", "binary", "image", "headless")

    @property
    def answers(self) -> bool:
        """Has it a page of its own, good or bad, that no one else makes?"""
        return self.flaw not in ("missing", "product")


DECOYS = (
    Decoy(91, "关于召开2020年供应商大会的通知", "missing"),
    Decoy(92, "公司参加上海国际显示技术展览会", "gone"),
    Decoy(93, "五一劳动节放假安排", "empty"),
    Decoy(94, "公司产品手册(2019版)下载", "binary"),
    Decoy(95, "图片新闻:洁净厂房一角", "image"),
    Decoy(96, "省科技厅领导莅临公司调研", "headless"),
    Decoy(97, "公司荣获优秀供应商称号", "sorry"),
    Decoy(98, "企业文化节圆满落幕", "homeward"),
    Decoy(90, "[未发布]关于举办公司年会的通知", "forbidden"),
    Decoy(1, "新品推荐:大尺寸匀胶铬版", "product"),
)


def entries(edition: int, phase: Phase) -> tuple[Entry, ...]:
    """Return what edition number `edition` prints in `phase`, the newest first; what vanished is still among it."""
    told = stories()
    numbered = zip(range(FIRST_NUMBER + len(told) - 1, 0, -1), told, strict=False)
    return tuple(_entry(number, story, edition, phase) for number, story in numbered if phase == 2 or not story.later)


def _entry(number: int, story: Story, edition: int, phase: Phase) -> Entry:
    credit = _credit(story, FORMS[(number + edition) % len(FORMS)])
    lines = story.lines
    if credit.place == "inside" and not story.dateline:
        lines = (_headed(lines[0], credit.words), *lines[1:])
    entry = Entry(number, story, credit, lines, gone=story.vanishes and phase == 2)
    return _corrected(entry) if phase == 2 else entry


def _credit(story: Story, form: Form) -> Credit:
    if not story.source:
        return Credit()
    if story.dateline:
        return Credit("inside", story.dateline, story.source, story.kind)
    if story.is_seed or story.kind == "original" or _told_twice(story):
        form = PLAIN  # a credit inside the text would make two texts of one
    words = form.words.format(story.source)
    return Credit(form.place, words, story.source, story.kind, _site_of(story) if form.linked else "")


def _told_twice(story: Story) -> bool:
    return sum(other.title == story.title for other in stories()) > 1


def _site_of(story: Story) -> str:
    return f"http://source-{stories().index(story)}.example/"


def _headed(line: str, words: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    return indent + words + line.lstrip()


def _corrected(entry: Entry) -> Entry:
    if entry.story.corrected is None:
        return entry
    before, after = entry.story.corrected
    return replace(entry, lines=tuple(line.replace(before, after) for line in entry.lines), revision=2)
