"""Why an article says what it says: for each field its reader, rule, node and bytes, and what was refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from newsarchive.archive import Archive
from newsarchive.clean import clean, credits, dates, lines
from newsarchive.errors import PageError
from newsarchive.extract import extract
from newsarchive.line import rereading
from newsarchive.line.places import Place, Source
from newsarchive.model import Article, Draft, Page, Publisher, Raw

#: What readers claim for a field of the article.
_CLAIMED = {
    "title": "title", "authors": "author", "editors": "editor", "published_at": "published", "updated_at": "updated",
    "language": "language", "section": "section", "tags": "tag", "attribution": "source",
}  # fmt: skip
#: Readers of a page's head, whose words stand inside of tags.
_IN_HEAD = ("metatags", "structured")


@dataclass(frozen=True, slots=True)
class Refused:
    """Words that answered for a field too, and were not taken."""

    words: str
    origin: str
    """Reader and rule: "metatags: meta og:title"."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One field."""

    field: str
    today: Any
    """As it is read today."""
    stored: Any
    """As the archive has it; the same where nothing differs, None where there is no article."""
    origin: str
    """Reader and rule that gave it; "" where the page says nothing."""
    words: str = ""
    """The words it rests on, as they stand on the page."""
    place: Place | None = None
    """Where they stand; None where that cannot be told."""
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """One page, field by field."""

    url: str
    raw: Raw | None
    """The WARC record that holds its bytes."""
    encoding: str
    """In which it was read, and why: "gb18030 (meta)"."""
    refusal: str = ""
    """Why today's code takes the page for no article; "" where it does take it for one."""
    fields: tuple[Explained, ...] = ()
    cut: tuple[str, ...] = field(default=())
    """Lines close to the body that are none of it."""


def explain(archive: Archive, article: int) -> Explanation:
    """Why the archive's article says what it says, by its kept page. Raises KeyError where no page is kept."""
    stored, kept = archive.get(article), archive.rereads.place(article)
    page = rereading.page_of(archive, kept, anyway=rereading.is_vouched(stored))
    return explained(page, rereading.publisher_of(kept.publisher, page.url), stored, kept.raw)


def explained(page: Page, publisher: Publisher, stored: Article | None = None, raw: Raw | None = None) -> Explanation:
    """Why today's code reads on `page` what it reads, beside what is `stored`."""
    try:
        decoded = page.decoded
        encoding = f"{decoded.encoding} ({decoded.why})"
        draft = extract(page, publisher)
        today = clean(draft, publisher)
    except PageError as error:
        return Explanation(page.url, raw, "", f"{error.reason}: {error}")
    fields = tuple(_fields(page, publisher, draft, today, stored))
    kept = set(today.text.splitlines())
    near = [*draft.above, *(block.text for block in draft.blocks), *draft.below]
    cut = tuple(dict.fromkeys(line for line in near if line not in kept))
    return Explanation(page.url, raw, encoding, "", fields, cut)


def _fields(
    page: Page, publisher: Publisher, draft: Draft, today: Article, stored: Article | None
) -> Iterator[Explained]:
    source, before = Source(page), stored and _stored(stored, today)
    evidence, credited = _evidence(draft, publisher, today)
    for name, claimed in _CLAIMED.items():
        value, claims = getattr(today, name), draft.all(claimed)
        origin = today.origins.get(name, "") or (claims[0].origin if claims and value else "")
        taken = next((claim for claim in claims if claim.origin == origin), None)
        words = evidence.get(name) or (taken.words if taken else "")
        place = source.find(words, inside_tags=taken is not None and taken.reader in _IN_HEAD) if words else None
        rest = [Refused(claim.words, claim.origin) for claim in claims if claim is not taken]
        rest += credited if name == "attribution" else []
        yield Explained(name, value, before and before[name], origin, words, place, tuple(rest))
    yield _body(source, draft, today, stored)


def _stored(stored: Article, today: Article) -> dict[str, Any]:
    """The fields as the archive has them; in today's form where that is the same."""
    differ = rereading.differences(stored, today)
    return {name: differ[name][0] if name in differ else getattr(today, name) for name in _CLAIMED}


def _body(source: Source, draft: Draft, today: Article, stored: Article | None) -> Explained:
    """The text: from its first paragraph to its last."""
    paragraphs = today.text.splitlines()
    how = f"{draft.text_by}: {len(paragraphs)} blocks, {today.completeness}"
    because = f" ({draft.incomplete_because})" if draft.incomplete_because else ""
    place = source.span(paragraphs[0], paragraphs[-1])
    return Explained("text", today.text, stored.text if stored else None, how + because, paragraphs[0], place)


def _evidence(draft: Draft, publisher: Publisher, today: Article) -> tuple[dict[str, str], list[Refused]]:
    """The words that dates and source rest on, where lines of the page gave them; and who else the page credits."""
    where = dates.context(draft, publisher, today.language)
    near = lines.near(draft, today.language, where.country)
    published = dates.published(draft, near, where)
    updated, _ = dates.updated(draft, where, published)
    words = {
        "published_at": published.words if published else "",
        "updated_at": updated.words if updated else "",
        "attribution": today.attribution.evidence,
    }
    return words, [Refused(credit.words, credit.origin) for credit in credits.credits(draft, near, publisher)[1:]]
