"""The pictures of a body, each where it stands and with its caption, which is no part of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from newsarchive import text
from newsarchive.extract import pictures
from newsarchive.extract.layout import Box, Layout, Picture, Run
from newsarchive.model import Figure

#: Reasons for which a picture's box is aside and the picture of the body all the same; and those for which a line
#: beside it is no caption.
_KEPT, _SAYS_NOTHING = ("", "caption"), frozenset({"hidden", "share", "form", "nav", "related", "ad"})
#: Boxes around a picture in which its caption is looked for; lines between a headline and a body among which a picture
#: that stands outside of the body is of the article; characters of the longest caption.
_AROUND, _LEAD, _LONGEST = 4, 12, 1000


def figures(
    layout: Layout, container: Box | None, first: Run, kept: list[Run], base: str
) -> Iterator[tuple[int, Figure]]:
    """The figures of a body, each once, with the number of the line that it stands before.

    `first` is the headline, or the body's first line; `kept` are the body's lines; addresses are relative to `base`.
    """
    held = {run.index for run in kept}
    seen: set[str] = set()
    ends = [0, *(picture.at for picture in layout.pictures), len(layout.runs)]
    for picture, before, after in zip(layout.pictures, ends, ends[2:], strict=False):
        if not first.index < picture.at <= kept[-1].index + 1 or not _is_of_body(picture, container, kept[0]):
            continue
        url = pictures.address(picture.element, base)
        if url and url not in seen and not pictures.is_decoration(picture.element, url):
            seen.add(url)
            behind = [run for run in layout.runs[picture.at : after] if run.index not in held]
            above = [run for run in layout.runs[before : picture.at] if run.index not in held]
            said = _caption(picture, behind) or _caption(picture, reversed(above))
            yield picture.at, Figure(url, said, text.line(picture.element.get("alt") or ""))


def _is_of_body(picture: Picture, container: Box | None, start: Run) -> bool:
    """Is it in the body's box, or in a figure at the head of the article?"""
    if picture.box.aside not in _KEPT:
        return False
    if container is None or picture.box.inside(container):
        return True
    return start.index - _LEAD <= picture.at <= start.index and _figure(picture) is not None


def _figure(picture: Picture) -> Box | None:
    """The <figure> that it stands in, if it does."""
    return next((box for box in picture.box.within() if box.tag == "figure"), None)


def _caption(picture: Picture, lines: Iterable[Run]) -> str:
    """What is said of a picture by lines beside it, none of them of the body; "" if nothing is."""
    figure = _figure(picture)
    around = figure or list(islice(picture.box.within(), _AROUND))[-1]
    said: list[str] = []
    for run in lines:
        if not run.box.inside(around) or (figure is None and run.box.aside != "caption"):
            break
        if run.box.aside not in _SAYS_NOTHING:
            said.append(run.text)
    words = " ".join(dict.fromkeys(said))
    return words if len(words) <= _LONGEST else ""
