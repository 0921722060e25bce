"""Draft -> Article: what we state of it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from newsarchive import urls
from newsarchive.clean import attribution, authors, body, credits, dates, language, lines, title
from newsarchive.clean.credits import Credit
from newsarchive.clean.refused import refused
from newsarchive.errors import NoBody
from newsarchive.model import Article, Block, Draft, Publisher

__all__ = ["clean"]

#: The origin of the kind of a page that was read because somebody vouched for it.
VOUCHED = "vouched: read anyway"


def clean(draft: Draft, publisher: Publisher) -> Article:
    """Return what we state of `draft`. Raises NoBody where nothing is left of its body."""
    code, how = language.language(draft, "\n".join(block.text for block in draft.blocks[:6]), publisher.language)
    where = dates.context(draft, publisher, code)
    near = lines.near(draft, code, where.country)
    found = credits.credits(draft, near, publisher, code)
    left = _without(draft.blocks, found)
    blocks = body.without_credits([block for block in left if block.text])
    if not blocks:
        raise NoBody(draft.page.url)
    text = "\n".join(block.text for block in blocks)
    published = dates.published(draft, near, where)
    updated, updated_against = dates.updated(draft, where, published)
    people = authors.people(draft, near, publisher, code)
    headline, headline_by = title.title(draft, publisher)
    section, tags = draft.first("section"), draft.all("tag")
    url = _url(draft, publisher)
    origins = {
        "title": headline_by,
        "text": draft.text_by,
        "language": how,
        "authors": people.authors_by,
        "editors": people.editors_by,
        "published_at": published.origin if published else "",
        "published_against": published.against if published else "",
        "updated_at": updated.origin if updated else "",
        "updated_against": updated_against,
        "attribution": found[0].origin if found else "",
        "section": section.origin if section else "",
        "tags": tags[0].origin if tags else "",
        "refused": refused(draft),
        "completeness": draft.incomplete_because,
        "kind": VOUCHED if draft.page.anyway else "",
        **{claim.field: f"{claim.words}: {claim.rule}" for claim in draft.claims if claim.reader == "markup"},
    }
    return Article(
        url=url,
        publisher=publisher.slug,
        title=headline,
        text=text,
        html=body.markup(body.placed(left, blocks, draft.figures)),
        authors=people.authors,
        editors=people.editors,
        published_at=published.at if published else None,
        updated_at=updated.at if updated else None,
        published_precision=published.precision if published else "none",
        language=code,
        section=lines.tidy(section.words) if section else "",
        tags=tuple(dict.fromkeys(lines.tidy(claim.words) for claim in tags)),
        images=tuple(figure.image for figure in draft.figures),
        attribution=attribution.attribution(draft, publisher, found),
        completeness=draft.completeness,
        fetched_at=draft.page.fetched_at,
        raw=draft.page.visit.raw if draft.page.visit else None,
        aliases=_aliases(draft, url, publisher),
        origins={field: origin for field, origin in origins.items() if origin},
    )


def _without(blocks: list[Block], found: list[Credit]) -> list[Block]:
    """`blocks` less the words of the credits that stand in them, which leaves some of them empty."""
    result = list(blocks)
    for credit in found:
        line = credit.line
        if line is None or not credit.leaves:
            continue
        block = result[line.index]
        words = "" if credit.bare else body.without(block.text, credit.words, last=line.place == "tail")
        if words != block.text:
            result[line.index] = replace(block, text=words, html="")
    return result


def _url(draft: Draft, publisher: Publisher) -> str:
    """The article's identity: the URL that the page calls its own, if that is on the same site and may be believed."""
    own = urls.canonical(draft.page.url) or draft.page.url
    told = next((urls.canonical(claim.words, own) for claim in draft.all("canonical")), "")
    return told if told and _may_be_called(own, told, publisher) else own


def _may_be_called(own: str, told: str, publisher: Publisher) -> bool:
    """Many sites call every page by their home's URL, or leave out the query that tells one article from another."""
    is_one_site = urls.site(urls.host(own)) == urls.site(urls.host(told))
    if not is_one_site and not (urls.within(own, publisher.domains) and urls.within(told, publisher.domains)):
        return False
    here, there = urlsplit(own), urlsplit(told)
    return there.path != "/" and not (here.query and not there.query and here.path == there.path)


def _aliases(draft: Draft, chosen: str, publisher: Publisher) -> tuple[str, ...]:
    """Other URLs of this page: where it was read, what was asked for, and those that it tells of on its own site."""
    own = urls.canonical(draft.page.url)
    told = [own, draft.page.requested_url, *(claim.words for claim in draft.all("alias"))]
    found = [urls.canonical(url, own) for url in told if url]
    others = (url for url in found if url and url != chosen and _may_be_called(chosen, url, publisher))
    return tuple(dict.fromkeys(others))
