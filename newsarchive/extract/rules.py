"""What a publisher's own rules give: selectors, and the words that stand above the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsarchive import text
from newsarchive.errors import NotAnArticle
from newsarchive.extract.layout import Run
from newsarchive.extract.sheet import Sheet
from newsarchive.model import Claim

_FIELDS = ("title", "published", "author", "source")
#: Characters of the longest line that is a section's name.
_LONGEST_NAME = 24
#: Words in a row of one script: 新闻中心NEWS has two.
_WORDS = re.compile(r"[\u4e00-\u9fff]+|[^\W\u4e00-\u9fff]+")


def read(sheet: Sheet) -> Iterator[Claim]:
    """The claims of the publisher's selectors, and of its patterns: a URL that one fits is an article's."""
    for pattern in sheet.publisher.visit.articles:
        if re.search(pattern, sheet.page.url):
            yield Claim("kind", "article", "rules", pattern)
    for field in _FIELDS:
        for selector in getattr(sheet.rules, field):
            for element in sheet.matches(selector):
                if words := text.line(element.get("content") or element.get("datetime") or sheet.text_of(element)):
                    yield Claim(field, words, "rules", selector)


def unmatched(sheet: Sheet, claims: Iterable[Claim]) -> list[str]:
    """The fields for which the rules have selectors that give nothing on this page: its design may have changed."""
    found = {claim.field for claim in claims if claim.reader == "rules"}
    asked = [field for field in _FIELDS if getattr(sheet.rules, field) and field not in found]
    has_body = not sheet.rules.body or any(sheet.matches(selector) for selector in sheet.rules.body)
    return asked if has_body else [*asked, "body"]


def fits_nothing(sheet: Sheet) -> bool:
    """Do the rules have selectors for headline, body or day, and does none of them match?"""
    wanted = [selector for field in (*_FIELDS, "body") for selector in getattr(sheet.rules, field)]
    return bool(wanted) and not any(sheet.matches(selector) for selector in wanted)


def section(sheet: Sheet) -> Run | None:
    """The line above the headline that names the section; None where the rules ask for none.

    Raises NotAnArticle where they do and the page has no such line.
    """
    wanted = [text.plain(word) for word in sheet.rules.heading]
    if not wanted:
        return None
    start = sheet.lines[0].index if sheet.lines else len(sheet.layout.runs)
    for run in reversed(sheet.layout.runs[: start + 1]):
        if _names(run, wanted) and not _in_menu(sheet, run):
            return run
    raise NotAnArticle(sheet.page.url, f"{' or '.join(sheet.rules.heading)} does not stand above a headline")


def _names(run: Run, wanted: list[str]) -> bool:
    if len(run.text) > _LONGEST_NAME:
        return False
    return any(text.plain(words) in wanted for words in (run.text, *_WORDS.findall(run.text)))


def _in_menu(sheet: Sheet, run: Run) -> bool:
    """Is it one of several links in a row?"""
    runs = sheet.layout.runs
    beside = [runs[at] for at in (run.index - 1, run.index + 1) if 0 <= at < len(runs)]
    return run.link_share > 0.5 and any(other.link_share > 0.5 for other in beside)
