"""What an <img> shows in the end: its address once the page's scripts have run, or that it only decorates the page.

Pictures that are loaded late stand in `data-src` and its kin, in `srcset`, in the <source> of a <picture>, in a
<noscript> beside; what `src` says keeps their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from newsarchive.extract import hints
from newsarchive.urls import canonical

#: Attributes that hold the address of a picture that is loaded late, and those of several sizes of it.
_LATE = re.compile(r"data-(?:[\w-]*-)?(?:src|original|actualsrc|lazy|lazyload|echo|normal|image|full)")
_SIZES = re.compile(r"(?:data-(?:[\w-]*-)?)?srcset")
_ADDRESS = re.compile(r"(?:https?:)?//\S+|[^\s{}:]+\.(?:jpe?g|png|gif|webp|avif|bmp)(?:\?\S*)?", re.IGNORECASE)
#: Between two sizes of a picture: addresses may hold commas. Characters of a set of sizes that are read.
_BETWEEN = re.compile(r",\s+|(?<=\d[wx]),")
_LONGEST = 4000
#: Words of the name of a file that only keeps a picture's place, and those that may stand beside them.
_PLACES = frozenset(
    {
        "blank", "spacer", "pixel", "placeholder", "transparent", "trans", "loading", "loader", "lazy", "lazyload",
        "grey", "gray", "white", "empty", "missing", "fallback", "clear", "1x1", "noimage", "nopic", "noimg",
        "default", "dummy",
    }
)  # fmt: skip
_BESIDE = frozenset(
    {"image", "img", "pic", "picture", "photo", "thumb", "thumbnail", "gif", "bg", "the", "is", "not", "no"}
)
#: Words for what decorates a page: in a class or id, as a folder, as the first or last word of a file's short name.
_DECORATION = frozenset(
    {
        "icon", "icons", "ico", "logo", "logos", "avatar", "avatars", "gravatar", "emoji", "emojis", "smiley",
        "smilies", "smileys", "sprite", "spinner", "counter", "button", "buttons", "btn", "badge", "share", "arrow",
        "bullet", "qrcode", "captcha", "filetype", "fileicon", "addon",
    }
)  # fmt: skip
_FEW = 3
_WORD = re.compile(r"[0-9]+x[0-9]+|[a-z]+|[0-9]+")
_PIXELS = re.compile(r"\s*(\d{1,6})(?:\.\d+)?\s*(?:px)?\s*")
_STYLED = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*(\d{1,6})(?:\.\d+)?px")
#: Pixels of the shorter side of a picture that tells something, at least; characters of names that are read.
_LEAST, _NAMES = 48, 400
#: Elements behind a picture, or behind what it stands in, that are looked at for a <noscript>.
_BEHIND = 2


def address(element: HtmlElement, base: str) -> str:
    """The absolute address of the picture that an <img> shows in the end; "" where it shows none."""
    found = (canonical(one.strip(), base) for one in _addresses(element) if not _keeps_place(one))
    return next((url for url in found if url), "")


def is_decoration(element: HtmlElement, url: str) -> bool:
    """Is an <img> that shows the picture at `url` an icon, a logo, a smiley, a pixel that counts readers?"""
    style = element.get("style") or ""
    if any(side < _LEAST for side in _sides(element, style)) or (hints.hides(style) and not _late(element)):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:_NAMES].lower()
    words, ending = _file(url)
    told = words if ending == "svg" else (words[:1] + words[-1:] if len(words) <= _FEW else [])
    return not _DECORATION.isdisjoint([*told, *_WORD.findall(names), *url[:_NAMES].lower().split("/")[3:-1]])


def _addresses(element: HtmlElement) -> Iterator[str]:
    """What may be a picture's address, the likeliest first."""
    yield from _late(element)
    yield element.get("src") or ""
    yield from _largest(element)
    for source in element.iterancestors():  # lxml knows no end of <source>
        if source.tag not in ("source", "picture"):
            break
        yield from _largest(source)
    for one in _unscripted(element):
        yield one.get("src") or ""


def _late(element: HtmlElement) -> list[str]:
    """The addresses of a picture that is loaded late."""
    held = [value.strip() for name, value in element.items() if name[:5] == "data-" and _LATE.fullmatch(name)]
    return [value for value in held if _ADDRESS.fullmatch(value)]


def _largest(element: HtmlElement) -> Iterator[str]:
    """The largest of the sizes that each set of an element names."""
    for name, sizes in element.items():
        if name.endswith("srcset") and _SIZES.fullmatch(name):
            found = [one.split() for one in _BETWEEN.split(sizes[:_LONGEST]) if one.strip()]
            yield from [max(found, key=lambda one: _size(one[-1]))[0]] if found else ()


def _size(words: str) -> float:
    """How wide ("800w") or how dense ("2x") a size is; 1.0 where nothing says so."""
    try:
        return float(words[:-1]) if words[-1] in "wx" else 1.0
    except ValueError:
        return 1.0


def _unscripted(element: HtmlElement) -> Iterable[HtmlElement]:
    """Pictures for readers without scripts, close behind one for readers with them."""
    for one in (element, element.getparent()):
        for behind in islice(one.itersiblings(), _BEHIND) if one is not None else ():
            if behind.tag == "noscript":
                yield from behind.iter("img")


def _keeps_place(url: str) -> bool:
    """Is it no picture, but what is shown until one comes?"""
    if not url.strip() or url.lstrip().startswith(("data:", "about:", "blob:")):
        return True
    words, ending = _file(url)
    return not _PLACES.isdisjoint(words) and (
        ending in ("gif", "svg") or all(word in _PLACES or word in _BESIDE or word.isdigit() for word in words)
    )


def _sides(element: HtmlElement, style: str) -> Iterator[int]:
    """The sides of a picture, as far as they are given in pixels."""
    for name in ("width", "height"):
        if found := _PIXELS.fullmatch(element.get(name) or ""):
            yield int(found[1])
    yield from map(int, _STYLED.findall(style))


@lru_cache(maxsize=256)  # asked of what the page says, and of the address that it makes
def _file(url: str) -> tuple[list[str], str]:
    """The words of the name of an address's file without its ending, and the ending, in lower case; empty if none."""
    try:
        name = unquote(urlsplit(url.strip()).path.rpartition("/")[2]).lower()
    except ValueError:  # brackets that are no address
        name = ""
    stem, _, ending = name.rpartition(".")
    return _WORD.findall(stem or name), ending
