"""Who a text was taken from: the words that say so are looked for in the places where pages put them.

What was found is weighed by place and form: a publisher's own rule, a label beside the headline, a label after the
text, what the markup says, a bare name beside the date, an agency's dateline. The first that names somebody wins, and
the others are kept in the chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsarchive import text, urls
from newsarchive.clean import forms, labels, names, outlets
from newsarchive.clean.lines import Line
from newsarchive.model import Attribution, Claim, Draft, Kind, Publisher

_NOTICE = re.compile(r"凡.{0,20}(?:注明|标注|标明)|(?:注明|标注)(?:文章|稿件)?来[源自]|转载.{0,12}注明|不代表本|[Ii]mage [Ss]ource|[Pp]hoto [Ss]ource|XXX")
_DATE = re.compile(r"[\s(（\[【]*(?:(?:19|20)\d\d\s?[-年/.]\s?\d|\d{1,2}[:：]\d\d|\d{4}$)")
_OPEN, _CLOSE = "（([【〔「《<“\"", "）)]】〕」》>”\""
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Credit:
    """A source that some words name."""

    name: str
    words: str
    """The words, as printed: they leave the body."""
    rank: int
    """By place and form; the lowest wins."""
    origin: str
    line: Line | None = None
    """Where they stand; None for a claim from the markup."""
    start: int = 0
    """Of the words in the line."""
    wire: bool = False


def credits(draft: Draft, near: list[Line]) -> list[Credit]:
    """Everybody whom the page credits with its text, the most to be trusted first."""
    found = [*_claimed(draft), *(credit for line in near for credit in _in_line(line))]
    return sorted(found, key=lambda credit: credit.rank)


def attribution(draft: Draft, publisher: Publisher, found: list[Credit]) -> Attribution:
    """What these credits come to for a page of `publisher`."""
    if not found:
        return Attribution()
    first = found[0]
    own = is_own(first.name, draft.page.url, publisher)
    return Attribution(
        kind=_kind(first, own),
        name=first.name,
        publisher=publisher.slug if own else "",
        url=_url(draft, first.name),
        evidence=first.words,
        chain=_chain(found),
    )


def is_own(name: str, url: str, publisher: Publisher) -> bool:
    """Is `name` the publisher of the page itself: by its file, by its host, or by the table of outlets?"""
    if any(outlets.same(name, other) for other in (publisher.name, *publisher.also)):
        return True
    host = urls.host(url)
    outlet = outlets.at(host)
    return (outlet is not None and outlet is outlets.named(name)) or text.plain(name) == text.plain(urls.site(host))


def _kind(credit: Credit, own: bool) -> Kind:
    if own:
        return "original"
    outlet = outlets.named(credit.name)
    return "wire" if credit.wire or (outlet and outlet.kind == "agency") else "reprint"


def _chain(found: list[Credit]) -> tuple[str, ...]:
    """All the names, once each: an agency's dateline before who printed it."""
    result: list[str] = []
    for credit in sorted(found, key=lambda credit: not credit.wire):
        if not any(outlets.same(credit.name, name) for name in result):
            result.append(credit.name)
    return tuple(result) if len(result) > 1 else ()


def _url(draft: Draft, name: str) -> str:
    """Where the source is linked to, if the link stands on its name."""
    claim = draft.first("source_url")
    return urls.canonical(claim.words, draft.page.url) if claim else ""


def _claimed(draft: Draft) -> Iterator[Credit]:
    for claim in draft.all("source"):
        words = claim.words[: lines_longest()]
        name = _from_label(words) or names.name(_cut(words))
        if name:
            yield Credit(name, words.strip(), _claim_rank(claim), f"{claim.reader}: {claim.rule}".rstrip(": "))


def lines_longest() -> int:
    """Characters of a claim that are read."""
    return 200


def _claim_rank(claim: Claim) -> int:
    return 0 if claim.reader == "rules" else 15 if claim.reader == "heading" else 40


def _from_label(words: str) -> str:
    for form in forms.in_words(words):
        if form.shape == "label" and (match := form.pattern.search(words)):
            return names.name(_cut(match["name"]))
    return ""


_RANKS = {"above": 10, "tail": 20, "head": 25, "below": 30}


def _in_line(line: Line) -> Iterator[Credit]:
    if _NOTICE.search(line.words):
        return
    for form in forms.in_words(line.words):
        match = form.pattern.search(line.words)
        if match and _may_stand(form, match, line):
            value = _cut(match["name"])
            name = names.name(value)
            if name:
                start, end = _span(line.words, match.start(), match.start("name") + len(value))
                rank = _RANKS[line.place] + (40 if form.shape == "dateline" else 0)
                yield Credit(name, line.words[start:end], rank, f"{line.place}: {form.slug}", line, start, form.shape == "dateline")


def _may_stand(form: forms.Form, match: re.Match[str], line: Line) -> bool:
    """May words of this form stand at this place?"""
    if form.shape == "dateline":
        return line.place == "head" and match.start() == 0
    if line.place == "head" and not line.whole:
        return False
    before = line.words[: match.start()].rstrip(_OPEN + " 　*—-")
    return line.whole or not before or before[-1] in "。.!！?？”」』；;"


def _cut(words: str) -> str:
    """`words` up to the next label, date, closing bracket or, in Chinese, the first blank."""
    words = words[: labels.end_of_value(words)]
    if date := _DATE.search(words):
        words = words[: date.start()]
    depth = 0
    for index, char in enumerate(words):
        if char in "（([【〔":
            depth += 1
        elif char in "）)]】〕":
            depth -= 1
            if depth < 0:
                words = words[:index]
                break
    first, blank, _ = words.partition(" ")
    if blank and len(_HAN.findall(first)) > 1:
        words = first
    return words.rstrip()


def _span(words: str, start: int, end: int) -> tuple[int, int]:
    """The span of a credit, with the brackets around it."""
    if start and words[start - 1] in "（([【〔" and end < len(words) and words[end] in "）)]】〕":
        return start - 1, end + 1
    return start, end
