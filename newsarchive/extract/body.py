"""The body: where the page's prose is densest."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, takewhile

from newsarchive.extract.layout import ENDS, LONG, Box, Layout, Make, Run, make

#: Why a box is aside that holds another text than the one under the headline.
BESIDE = "beside"
#: Why a paragraph is aside that is hidden, and others of its make are not: a page that hides all of a text may show it
#: when somebody asks for more; one among its like is not to be seen.
UNSEEN = "unseen"

#: How much of a box's score its parent gets. Tags that only shape text pass everything on.
_PASSED_ON = {"div": 0.72, "section": 0.72, "article": 0.72, "main": 0.72, "td": 0.8, "form": 0.8, "center": 0.9}
_HOLDERS = frozenset(
    [
        "div",
        "section",
        "article",
        "main",
        "td",
        "body",
        "html",
        "form",
        "center",
        "dd",
        "fieldset",
        "span",
        "th",
        "table",
    ]
)
_FAVOURED = (1.0, 1.15, 1.7)

#: The share of a page's prose from which a box is kept although its name leads away.
_OVERRULED = {"comment": 0.9, "hidden": 0.9, "sidebar": 0.6}
_OVERRULED_BY = 0.5
#: The same on a second look, at a page that seemed to have no body.
_LENIENTLY = {"comment": 0.7, "nav": 0.2, "footer": 0.4}
_LENIENTLY_BY = 0.05
#: The share of a box's prose that stands below its headline, at least, if that is its article's; the prose of a notice.
_LEFT, _NOTICE = 0.4, 200
#: The least share of another box's prose, and paragraphs, that make a text of its own; the favour of a body's name.
_SHARE, _PARAGRAPHS, _SUREST = 0.15, 2, 2
#: The least prose of a piece of a text, and the share of the largest one's that the others have together; the levels up
#: to which they are looked for, and the share of links up to which what holds them all is a text.
_PIECE, _PIECES, _LEVELS, _LINKS = 100, 0.1, 8, 0.5
#: A number in names; the digits of one that is a piece's in any case; behind which words longer ones are an entry's.
_NUMBER, _SHORT = re.compile(r"\d+"), 2
_NAMED = ("entry", "post", "article", "story", "news", "item", "node", "comment", "teaser")
#: Levels from the heading of an entry, which links to it, up to what holds that and the box of its text.
_ENTRY = 2


def weigh(layout: Layout, lenient: bool = False) -> None:
    """Tell every box how much prose is in it, and why it is aside, if it is. `lenient`: names count for little."""
    for run in layout.runs:
        box = run.box
        box.prose += run.prose
        box.weight += run.weight
        box.linked += run.linked
    for box in reversed(layout.boxes):
        if box.parent is not None:
            box.parent.prose += box.prose
            box.parent.weight += box.weight
            box.parent.linked += box.linked
    total = layout.boxes[0].prose
    limits, limit = (_LENIENTLY, _LENIENTLY_BY) if lenient else (_OVERRULED, _OVERRULED_BY)
    hidden: list[Box] = []
    for box in layout.boxes:
        if box.parent is not None and box.parent.aside:
            is_shared = box.tag == "blockquote" and box.parent.aside == "share"  # a post that the text shows
            box.aside = "" if is_shared else box.parent.aside
        elif box.away and box.prose <= total * limits.get(box.away, limit):
            box.aside = box.away
            if box.tag == "p" and box.away == "hidden":
                hidden.append(box)
    if hidden:
        _look_away(layout, hidden)


def _look_away(layout: Layout, hidden: list[Box]) -> None:
    """Tell hidden paragraphs that are unseen among their like."""
    shown = {make(box) for box in layout.boxes if box.tag == "p" and not box.aside}
    for box in hidden:
        if make(box) in shown:
            box.aside = UNSEEN


def densest(layout: Layout) -> Box | None:
    """The box that holds the body; None on a page without prose. `weigh` comes first."""
    for run in layout.runs:
        if not run.box.aside:
            run.box.score += run.prose
    best: Box | None = None
    for box in reversed(layout.boxes):
        if box.parent is not None:
            box.parent.score += box.score * _PASSED_ON.get(box.tag, 1.0)
        score = box.score * _FAVOURED[box.favour]
        if (
            box.tag in _HOLDERS
            and not box.aside
            and score
            and (best is None or score > best.score * _FAVOURED[best.favour])
        ):
            best = box
    return _whole(layout, best) if best is not None else None


def _whole(layout: Layout, box: Box) -> Box:
    """The box around all pieces of a text, where `box` is one of them and others of its make hold prose too.

    Page builders set every part of a text in a box of its own; so do publishers that put advertisements between.
    """
    own = _unnumbered(box)
    if not (own[1] or own[3]):
        return box
    like = (one for one in layout.boxes if one.tag == box.tag and one.prose >= _PIECE and not one.aside)
    pieces = [one for one in like if _unnumbered(one) == own]
    pieces = [one for one in pieces if not (one.inside(box) or box.inside(one) or _is_another(box, one))]
    if pieces and (entries := _entries(layout)):
        short = _unnumbered(box, False)
        pieces = [one for one in pieces if one.parent not in entries or _unnumbered(one, False) == short]
    for holder in islice(box.within(), 1, _LEVELS + 1):
        if pieces and sum(one.prose for one in pieces if one.inside(holder)) >= _PIECES * box.prose:
            return holder if holder.linked <= _LINKS * holder.weight else box
    return box


def _entries(layout: Layout) -> set[Box]:
    """The boxes around headings that link elsewhere: they may be the entries of a list."""
    heads = [run.box for run in layout.runs if run.box.kind == "heading" and run.linked * 10 > run.weight * 9]
    return {box for head in heads for box in islice(head.within(), 1 + _ENTRY)}


def _unnumbered(box: Box, long: bool = True) -> Make:
    """How a box is made, without the numbers by which a page tells its pieces apart: section-1, section-2."""
    tag, names, outer, around = make(box)
    return tag, _without(names, long), outer, _without(around, long)


@lru_cache(maxsize=4096)
def _without(names: str, long: bool) -> str:
    """Names without the numbers of pieces: short ones, and `long` ones too, as a database gives them."""
    return _NUMBER.sub(lambda found: "" if _is_of_piece(found, long) else found[0], names)


def _is_of_piece(number: re.Match[str], long: bool) -> bool:
    if number.end() - number.start() <= _SHORT:
        return True
    return long and not number.string[: number.start()].rstrip("-_").endswith(_NAMED)


def below(layout: Layout, container: Box, headline: Run) -> Box:
    """The box that holds the text under a headline: `container`, or another where that holds other texts.

    A page may hold lists of others above its article, more articles below it, and a longer text beside it: comments, a
    question about cookies. The box is then the least one around the headline in which prose follows.
    """
    inside = headline.box.inside(container)
    if inside and _prose(_following(layout, container, headline)) >= _LEFT * container.prose:
        return container
    least = _NOTICE if inside or _is_another(container, headline.box) else _SHARE * container.prose
    for box in headline.box.within():
        if box is container or container.inside(box):
            break
        following = _following(layout, box, headline)
        if _prose(following) >= max(least, _NOTICE):
            return box if inside or _is_apart(layout, container, box, following) else container
    return container


def put_aside(layout: Layout, other: Box, box: Box) -> None:
    """Hold all that stands with `other` to be none of the text in `box`, which may be in it."""
    top = next((one for one in reversed(list(other.within())) if not box.inside(one)), other)
    for one in layout.boxes:
        if one.inside(top) and not one.inside(box) and not box.inside(one):
            one.aside = BESIDE


def _following(layout: Layout, box: Box, headline: Run) -> list[Run]:
    """The lines of a box that stand below a headline that is in it."""
    return list(takewhile(lambda run: run.box.inside(box), layout.runs[headline.index + 1 :]))


def _prose(runs: list[Run]) -> float:
    return sum(run.prose for run in runs if not run.box.aside)


def _is_another(container: Box, other: Box) -> bool:
    """Does a box stand in an <article> that the other is not in, and this one in one of its own?"""
    return all(
        any(box.tag == "article" for box in one.within() if not two.inside(box))
        for one, two in ((container, other), (other, container))
    )


def _is_apart(layout: Layout, container: Box, box: Box, following: list[Run]) -> bool:
    """Does `box`, with its lines below the headline, hold a text of its own, not the head of the one in `container`?"""
    if (box.tag, box.names) == (container.tag, container.names):
        return False
    if _is_another(container, box):
        return True
    solid = sum(run.solid and not run.box.aside for run in following)
    if container.favour == _SUREST or (solid < _PARAGRAPHS and box.tag != "article"):
        return False
    between = takewhile(lambda run: not run.box.inside(container), layout.runs[following[-1].index + 1 :])
    return _prose(list(between)) < _prose(following)


def lines(layout: Layout, box: Box) -> list[Run]:
    """The lines of the body in `box`, in order; without those in boxes aside and those that only link elsewhere."""
    return [run for run in layout.runs if not run.box.aside and run.box.inside(box) and _is_text(run)]


def _is_text(run: Run) -> bool:
    return run.link_share < 0.7 or (run.weight > LONG and run.text[-1] in ENDS)
