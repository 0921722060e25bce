"""What is set into a text and is told by its make alone, whatever it is called: a picture's caption, a form for mail.

A box that holds a picture and one short line apart from it holds a caption; what stands with a field for an address of
mail says what that is for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from newsarchive.extract import pictures
from newsarchive.extract.layout import Box, Layout, Picture, Run, make

#: Weight of the longest caption, and of all that a form says of itself; boxes around a picture that are looked at.
_CAPTION, _FORM, _LEVELS = 400, 500, 4
#: The share of a text's weight that its captions do not reach: a text may be told in pictures, each with a paragraph.
_MOST = 0.4


def put_aside(layout: Layout, container: Box, inputs: Iterable[HtmlElement]) -> set[Box]:
    """Hold what is set into the text in `container` to be none of it: which boxes? `inputs`: the page's <input>s."""
    found: set[Box] = set()
    captions = [run for picture in layout.pictures for run in _captions(layout, container, picture)]
    if captions and sum(run.weight for run in captions) < _MOST * container.prose:
        usual = Counter(make(run.box) for run in layout.runs if run.solid and not run.box.aside)
        own = Counter(make(run.box) for run in captions)
        # Paragraphs are made alike, with a picture beside them or without one.
        found.update(run.box for run in captions if usual[make(run.box)] <= own[make(run.box)])
        for box in found:
            box.aside = "caption"
    if fields := [one for one in inputs if _asks_for_mail(one)]:
        boxes = {box.element: box for box in layout.boxes}
        for one in fields:
            around = next((boxes[holder] for holder in one.iterancestors() if holder in boxes), None)
            if around and (form := _form(around, container)):
                found.update(_shut(layout, form))
    return found


def _captions(layout: Layout, container: Box, picture: Picture) -> Iterator[Run]:
    """The line beside a picture that alone shares a box with it, in a box of its own."""
    if picture.box.aside or not picture.box.inside(container):
        return
    for run in layout.runs[max(picture.at - 1, 0) : picture.at + 1]:
        if (
            run.box is picture.box
            or run.box.kind != "paragraph"
            or run.box.aside
            or run.linked
            or run.weight > _CAPTION
        ):
            continue
        shared = (box for box in islice(picture.box.within(), _LEVELS) if run.box.inside(box))
        box = next(shared, container)
        if box is not container and box.weight == run.weight and not _is_of_row(box) and not _decorates(picture):
            yield run


def _is_of_row(box: Box) -> bool:
    """Is a box a row, or a cell beside others that say something?"""
    return box.tag == "tr" or (box.parent is not None and box.parent.tag == "tr" and box.parent.weight > box.weight)


def _decorates(picture: Picture) -> bool:
    return pictures.is_decoration(picture.element, picture.element.get("src") or "")


def _asks_for_mail(field: HtmlElement) -> bool:
    return field.get("type") == "email" or "mail" in (field.get("name") or "").lower()


def _form(around: Box, container: Box) -> Box | None:
    """The largest box around a field that holds little else, and no more than a part of the text's."""
    form = None
    for box in around.within():
        if box is container or container.inside(box) or box.weight > _FORM:
            break
        form = box
    return form


def _shut(layout: Layout, form: Box) -> Iterator[Box]:
    for box in layout.boxes:
        if box.inside(form):
            box.aside = "form"
            yield box
