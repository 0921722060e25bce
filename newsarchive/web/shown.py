"""How data becomes HTML or JSON.

Whatever an article says, it is words here: it cannot act, load anything, or turn the page around.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from newsarchive.archive.export.site import RIGHT_TO_LEFT
from newsarchive.model import Attribution
from newsarchive.text import BIDI
from newsarchive.web import pictures, statics, tongues
from newsarchive.web.asked import Answer, Asked

_EXACT = ("second", "minute", "hour")
#: Characters of a field's value.
_LONG = 400
_SHOWN = {"month": 7, "day": 10}
#: Seconds of a unit.
_UNITS = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))


def html(answer: Answer, asked: Asked) -> str:
    """The page for people."""
    template = _environment().get_template(answer.template)
    layout = {
        "asked": asked,
        "link": asked.link,
        "say": tongues.speaker(asked.tongue),
        "size": pictures,
        "style": statics.STYLE,
        "picture": picture,
        "static": lambda name: asked.root + statics.address(name),
    }
    return template.render({"words": asked.words} | layout | dict(answer.data) | dict(answer.drawn))


def plain(answer: Answer) -> str:
    """The page for programs: its data as JSON."""
    return json.dumps(answer.data, ensure_ascii=False, default=_plain)


def marked(snippet: str, marks: Sequence[tuple[int, int]]) -> Markup:
    """A snippet with its words marked.

    >>> marked("a <b>", [(2, 5)])
    Markup('a <mark>&lt;b&gt;</mark>')
    """
    parts, at = list[Markup](), 0
    for start, end in marks:
        parts += [_safe(snippet[at:start]), Markup("<mark>{}</mark>").format(_said(snippet[start:end]))]
        at = end
    return Markup("").join([*parts, _safe(snippet[at:])])


def moment(stated: str | None, precision: str = "day") -> Markup:
    """A time as precisely as it is known, for people and for programs; "—" where nobody knows."""
    if not stated:
        return Markup("—")
    shown = (
        f"{stated[:16].replace('T', ' ')} {_zone(stated)}"
        if precision in _EXACT
        else stated[: _SHOWN.get(precision, 10)]
    )
    return Markup('<time datetime="{}">{}</time>').format(stated, shown.strip())


def many(number: int) -> str:
    """A number with its thousands parted.

    >>> many(1234567)
    '1,234,567'
    """
    return f"{number:,}"


def stated(value: Any, say: Callable[[str], str] = str) -> str:
    """The value of a field as words, its kind put into the interface's tongue by `say`: "—" where there is none.

    >>> stated(("Ann", "Bob")), stated(None)
    ('Ann, Bob', '—')
    """
    if isinstance(value, Attribution):
        value = f"{value.name} ({say(value.kind)})" if value.name else say(value.kind)
    elif isinstance(value, list | tuple):
        value = ", ".join(stated(one) for one in value)
    words = "" if value is None else str(value)
    return "—" if not words else words if len(words) <= _LONG else f"{words[:_LONG]} …"


def interface(tongue: str) -> Markup:
    """Attributes of an element with words of the room's own inside of an article."""
    return Markup(' lang="{}" dir="ltr"').format("zh-Hans" if tongue == "zh" else "en")


def tongue(language: str) -> Markup:
    """Attributes of an element with words of that language."""
    way = "rtl" if language in RIGHT_TO_LEFT else "auto"
    return Markup(' lang="{}" dir="{}"').format(language, way) if language else Markup(' dir="auto"')


def outward(url: str, words: str = "") -> Markup:
    """A link to another site; the bare words where the URL is none that may be followed."""
    said = _safe(words or url)
    if not url.startswith(("http://", "https://")):
        return Markup("<bdi>{}</bdi>").format(said)
    return Markup('<a href="{}" rel="noopener noreferrer nofollow external"><bdi>{}</bdi></a>').format(_said(url), said)


def picture(asked: Asked, kept: str, url: str, words: str) -> Markup:
    """A picture that the archive keeps under a digest; of one that it does not keep, where it was."""
    say = tongues.speaker(asked.tongue)
    if not kept:
        return Markup('<p class="unkept">{}: {}</p>').format(say("This picture is not kept here"), outward(url))
    image = Markup('<img src="{}/media/{}" alt="{}" loading="lazy" decoding="async">').format(
        asked.root, kept, _said(words or say("A picture without words"))
    )
    return Markup('<a href="{}">{}</a>').format(asked.link(f"/media/{kept}"), image)


def lag(seconds: float | None, say: Callable[[str], str] = str) -> str:
    """How much later, in the two largest units that say it, which `say` puts into the interface's tongue.

    >>> lag(5400.0), lag(259200.0), lag(-90061.0), lag(0.0), lag(None)
    ('+1 h 30 min', '+3 d', '-1 d 1 h', '0', '')
    """
    if seconds is None:
        return ""
    left, said = round(abs(seconds)), list[str]()
    for unit, length in _UNITS:
        if left >= length and len(said) < 2:
            said.append(f"{left // length} {say(unit)}")
            left %= length
        elif said:
            break
    return f"{'-' if seconds < 0 else '+'}{' '.join(said)}" if said else "0"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("newsarchive.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_said,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "marked": marked,
        "moment": moment,
        "tongue": tongue,
        "outward": outward,
        "lag": lag,
        "many": many,
        "stated": stated,
        "interface": interface,
    }
    return made


def _said(value: Any) -> Any:
    """Words without the marks that turn the direction of what follows; escaping comes after."""
    return BIDI.sub("", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _safe(words: str) -> Markup:
    return escape(_said(words))


def _zone(stated: str) -> str:
    """The offset that a time states: "UTC", "+08:00"."""
    return "UTC" if stated.endswith(("Z", "+00:00")) else stated[-6:] if stated[-6:-5] in ("+", "-") else ""


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"no JSON can be made of {type(value).__name__}")
