"""The readers in order, and the draft that they fill."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from dataclasses import replace
from datetime import date
from itertools import islice

from newsarchive import text, urls
from newsarchive.errors import NoBody, PageError
from newsarchive.extract import (
    carried,
    choice,
    edges,
    heading,
    insets,
    kinds,
    metatags,
    named,
    pictured,
    rules,
    sayings,
    structured,
    titles,
    wholeness,
)
from newsarchive.extract.behind import behind
from newsarchive.extract.blocks import numbered, overlong
from newsarchive.extract.features import Place
from newsarchive.extract.figures import figures
from newsarchive.extract.layout import Run
from newsarchive.extract.pictured import Shown
from newsarchive.extract.sheet import Sheet
from newsarchive.model import Claim, Draft, Page, Publisher, Rules

#: Lines above a headline that may be its byline.
_BYLINES = 2
#: Headings of the first rank that are looked at, the elements in one, and the characters of the longest headline.
_FIRST, _WITHIN, _LONGEST = 20, 40, 400
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.年_]?(\d\d?)[-/.月_]?(\d\d?)(?!\d)")
#: Weight of a text that may be no body: then scripts are looked through.
_LITTLE = 300
#: Lines at the end of what was read of a page that is too long: a body that reaches them goes on.
_LAST = 20
#: Lines at the end of a body among which its credits may stand, and the weight that none reaches.
_FOOT, _CREDIT = 6, 200
#: Elements that hold what stands beside an article; weight of the least text that is one.
_ASIDES, _LEAST = frozenset({"aside", "nav", "footer"}), 60
#: Characters of the longest origin of a text: some boxes have a hundred names.
_LONGEST_ORIGIN = 60
#: How many times longer than its page a framed text is, at least.
_FRAMED = 8


def drafted(page: Page, publisher: Publisher) -> Draft:
    """What `page` says, and what its parts add to it. Raises PageError."""
    draft = Draft(page)
    said = _head(page, publisher)
    sheet = _sheet(page, publisher, said)
    section = rules.section(sheet)
    found = [*rules.read(sheet), *said]
    draft.unmatched = rules.unmatched(sheet, found)
    known = [claim.words for claim in found if claim.field == "title"] + sheet.titles + _offered(page)
    sites = _sites(sheet, found)
    headline = heading.find(sheet, known, section, sites)
    sheet.attend(headline)
    above, kept = _body(sheet, headline, said)
    beside = _is_beside(kept)
    is_carried = (beside or _is_little(kept)) and (page.anyway or not kinds.is_front(page.url))
    built = carried.read(sheet, [] if beside else kept) if is_carried else []
    if headline and kept and not built:
        kept = _own(sheet, headline, kept)
    if page.anyway and not (kept or built):
        kept = [run for run in sheet.layout.runs if not run.box.aside and run is not headline]
        kept = kept or ([headline] if headline else [])
    shown = None if built else _shown(sheet, kept, headline, found)
    draft.claims = _claims(sheet, found, headline, sites)
    if shown:
        kept, draft.blocks, draft.figures, draft.above = [], [*shown.blocks], [*shown.figures], [*shown.above]
    _fill(sheet, draft, headline, above, kept)
    dated = any(claim.field == "published" and claim.reader != "link" for claim in draft.claims)
    draft.claims += _of_markup(page, sheet, kept)
    draft.claims += named.read(sheet, headline, kept[-1] if kept else None, dated=dated)
    draft.blocks = built or draft.blocks
    draft.text_by = "scripts" if built else "pictures" if shown else _text_by(sheet)
    for part in page.parts:
        _add_part(sheet, headline, draft, part)
    if not draft.blocks:
        raise NoBody(page.url)
    _judge(draft, kept[-1] if kept else None, bool(built))
    if shown and shown.why and not page.parts:
        draft.completeness, draft.incomplete_because = "part", shown.why
    if (
        sheet.layout.cut
        and kept
        and kept[-1].index >= len(sheet.layout.runs) - _LAST
        and draft.completeness == "complete"
    ):
        draft.completeness, draft.incomplete_because = "truncated", f"read: {sheet.layout.cut}"
    return draft


def _shown(sheet: Sheet, kept: list[Run], headline: Run | None, found: list[Claim]) -> Shown | None:
    """What an article shows in place of a text; None where it has one. Raises PageError for what is no article."""
    try:
        kinds.refuse(sheet, kept, headline, found)
    except PageError:
        if shown := pictured.read(sheet, headline):
            return shown
        raise
    return None if kept else pictured.read(sheet, headline)


def _sheet(page: Page, publisher: Publisher, said: list[Claim]) -> Sheet:
    """The page under the rules of its own day; under those of the day it came, where only these match anything of it:
    a site that was redesigned shows what is old in the new design too."""
    sheet = Sheet(page, publisher, publisher.rules_on(day_of(page, said) if len(publisher.rules) > 1 else None))
    today = publisher.rules_on(page.fetched_at.date() if page.fetched_at else None)
    if today is sheet.rules or not rules.fits_nothing(sheet):
        return sheet
    other = Sheet(page, publisher, today)
    return sheet if rules.fits_nothing(other) else other


def _of_markup(page: Page, sheet: Sheet, kept: list[Run]) -> list[Claim]:
    """How the page's bytes became a tree: the encoding, and the parser where it was not the usual one; each with its
    reason. And how much was read, where it was not all, and which links lead nowhere now."""
    claims = [Claim("encoding", page.decoded.encoding, "markup", page.decoded.why)]
    if page.grown.why:
        claims.append(Claim("parser", page.grown.parser, "markup", page.grown.why))
    if sheet.layout.cut:
        claims.append(Claim("read", sheet.layout.cut, "markup", "the page is longer than any article"))
    if lost := overlong(kept):
        claims.append(Claim("links", f"{lost} left out", "markup", "an address is longer than any that a server takes"))
    return claims


def _head(page: Page, publisher: Publisher) -> list[Claim]:
    """What the page says to machines, which no rule of the publisher changes."""
    sheet = Sheet(page, publisher, Rules())
    return [*structured.read(sheet), *metatags.read(sheet)]


def day_of(page: Page, claims: list[Claim]) -> date | None:
    """The day that chooses among a publisher's dated rules: the page's own, its list's, its address's; or None."""
    said = [claim.words for claim in claims if claim.field == "published"]
    offered = [page.link.published] if page.link else []
    for words in [*said, *offered, page.url]:
        if found := _DAY.search(words):
            year, month, day = (int(number) for number in found.groups())
            if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
                return date(year, month, day)
    return None


def _text_by(sheet: Sheet) -> str:
    """Where the lines of the body stand, and who found them there."""
    box = sheet.container
    if box is None:
        return "page"
    if any(box.element in sheet.matches(selector) for selector in sheet.rules.body):
        return f"rules: {', '.join(sheet.rules.body)}"
    return f"body: {box.tag}.{box.names}".rstrip(".")[:_LONGEST_ORIGIN]


def _is_little(kept: list[Run]) -> bool:
    return sum(run.weight for run in kept) < _LITTLE


def _is_beside(kept: list[Run]) -> bool:
    """Do all lines stand where no text is expected, but its neighbours?"""
    return all(any(box.tag in _ASIDES for box in run.box.within()) for run in kept)


def _own(sheet: Sheet, headline: Run, kept: list[Run]) -> list[Run]:
    """The lines of a text that do not stand beside the <article> of its headline: teasers are longer than a notice."""
    article = next((box for box in headline.box.within() if box.tag == "article"), None)
    if article is None or sheet.container is None or sheet.container.inside(article):
        return kept
    beside = (run for run in kept if any(box.tag in _ASIDES and not article.inside(box) for box in run.box.within()))
    outside = {run.index for run in beside if not run.box.inside(article)}
    own = [run for run in kept if run.index not in outside]
    return own if sum(run.weight for run in own) >= _LEAST else kept


def _judge(draft: Draft, last: Run | None, built: bool) -> None:
    """Say whether the text is whole; `last` is its last line, where it stands on the page."""
    below, follows = ([], []) if built or last is None else (draft.below, behind(last))
    draft.completeness, draft.incomplete_because = wholeness.judge(
        draft.page, draft.blocks, below, follows, draft.claims
    )
    if built and draft.completeness == "complete":
        draft.completeness, draft.incomplete_because = "script-built", "the text stands in a script"


def _offered(page: Page) -> list[str]:
    return [page.link.title] if page.link and page.link.title else []


def _sites(sheet: Sheet, found: list[Claim]) -> list[str]:
    """Names of the site: as the page gives them, and as its publisher is called."""
    claimed = [claim.words for claim in found if claim.field == "publisher"]
    return [*claimed, sheet.publisher.name, *sheet.publisher.also, urls.host(sheet.page.url).removeprefix("www.")]


def _claims(sheet: Sheet, found: list[Claim], headline: Run | None, sites: list[str]) -> list[Claim]:
    passed = [] if headline is not None and titles.tag_of(headline) == "h1" else _passed(sheet)
    said = [claim for claim in found if claim.field == "title"]
    named = titles.settle(said, headline, sheet.titles, sites, passed)
    claims = [*named, *(claim for claim in found if claim.field != "title")]
    if link := sheet.page.link:
        claims += [Claim("title", link.title, "link"), Claim("published", link.published, "link")]
    return [claim for claim in claims if claim.words.strip()]


def _passed(sheet: Sheet) -> list[str]:
    """Each <h1> of a page whose headline is none of them: it may be hidden, or the end of a breadcrumb."""
    small = (one for one in islice(sheet.page.by_tag["h1"], _FIRST) if len(list(islice(one.iter(), _WITHIN))) < _WITHIN)
    found = map(sheet.text_of, small)
    return [words for words in found if 0 < len(words) <= _LONGEST]


def _body(sheet: Sheet, headline: Run | None, said: list[Claim]) -> tuple[list[Run], list[Run]]:
    """The lines cut at the body's head, and those of the body."""
    above, held, _ = edges.trim(sheet.lines, headline)
    if sheet.container is None or sheet.rules.body:
        return above, held
    apart = insets.put_aside(sheet.layout, sheet.container, sheet.page.by_tag["input"])
    where = Place(sheet.layout, sheet.container, frozenset(run.index for run in held), headline, summaries(said))
    chosen = [run for run in choice.body(where, held) if run.index < sheet.last and run.box not in apart]
    return above, edges.after(chosen, headline)


def summaries(said: list[Claim]) -> tuple[str, ...]:
    """The summaries that a page's head gives, for comparing."""
    found = (text.plain(claim.words) for claim in said if claim.field == "description")
    return tuple(dict.fromkeys(words for words in found if words))


def _fill(sheet: Sheet, draft: Draft, headline: Run | None, above: list[Run], kept: list[Run]) -> None:
    if kept:
        draft.above = _above(sheet, headline, kept[0], above)
        _add_text(sheet, draft, headline, kept)


def _add_text(sheet: Sheet, draft: Draft, headline: Run | None, kept: list[Run]) -> None:
    """Add the lines of a body to the draft's, its pictures, and what follows."""
    made = numbered(kept, sheet.page.url)
    starts = [index for index, _ in made]
    known = {figure.url for figure in draft.figures}
    for index, figure in figures(sheet.layout, sheet.container, headline or kept[0], kept, sheet.page.url):
        if figure.url not in known:
            draft.figures.append(replace(figure, before=len(draft.blocks) + bisect_left(starts, index)))
    draft.blocks += [block for _, block in made]
    draft.below = _below(sheet, kept)


def _above(sheet: Sheet, headline: Run | None, first: Run, cut: list[Run]) -> list[str]:
    """Lines from just above the headline to the body."""
    start = max(0, headline.index - _BYLINES) if headline else (cut[0].index if cut else first.index - 4)
    runs = sheet.layout.runs[max(start, first.index - 30, 0) : first.index]
    return [run.text for run in runs if run is not headline and run.text]


def _around(sheet: Sheet, headline: Run | None) -> list[str]:
    """Every line near the headline of a page whose text stands in a frame: the frame may be between any two."""
    start = max(0, headline.index - _BYLINES) if headline else 0
    runs = sheet.layout.runs[start : min(start + 30, sheet.last)]
    return [run.text for run in runs if run is not headline and run.text]


def _below(sheet: Sheet, kept: list[Run]) -> list[str]:
    """Credits that were left out among the last lines of the body, and the lines that follow it, up to the footer."""
    runs, held, last = sheet.layout.runs, {run.index for run in kept}, kept[-1].index
    left = (runs[index] for index in range(kept[-_FOOT:][0].index, last) if index not in held)
    credits = [run.text for run in left if run.weight < _CREDIT and "opens credit" in sayings.said(run.text)]
    return credits + [run.text for run in runs[last + 1 : min(last + 16, sheet.last)] if run.text]


def _add_part(sheet: Sheet, headline: Run | None, draft: Draft, part: Page) -> None:
    """Add the text of a frame or a further page. A page that only frames a text has none of its own."""
    inner = Sheet(part, sheet.publisher, sheet.rules)
    _, kept, _ = edges.trim(inner.lines, None)
    if sum(len(block.text) for block in draft.blocks) * _FRAMED < sum(len(run.text) for run in kept):
        draft.blocks, draft.figures, draft.above = [], [], _around(sheet, headline)
    if kept:
        _add_text(inner, draft, None, kept)
