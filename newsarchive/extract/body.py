"""The body: where the page's prose is densest."""

from __future__ import annotations

from newsarchive.extract.layout import ENDS, LONG, Box, Layout, Run

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
    for box in layout.boxes:
        if box.parent is not None and box.parent.aside:
            box.aside = box.parent.aside
        elif box.away and box.prose <= total * limits.get(box.away, limit):
            box.aside = box.away


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
    return best


def lines(layout: Layout, box: Box) -> list[Run]:
    """The lines of the body in `box`, in order; without those in boxes aside and those that only link elsewhere."""
    return [run for run in layout.runs if not run.box.aside and run.box.inside(box) and _is_text(run)]


def _is_text(run: Run) -> bool:
    return run.link_share < 0.7 or (run.weight > LONG and run.text[-1] in ENDS)
