"""Further pages of a list that a form asks for: ASP.NET's posted pagers, and buttons that say "more"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from lxml.html import HtmlElement

from newsarchive import text, urls
from newsarchive.discover.anchors import base
from newsarchive.discover.wording import FURTHER, LOADS, said
from newsarchive.model import Page

_PRESSED = (said(FURTHER), said(LOADS))
#: Kinds of fields that ask a reader for nothing.
_SILENT = frozenset({"hidden", "submit", "button", "image"})
#: Characters of a button's words.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Turn:
    """A way to a further page of the same list. `form` holds the fields to post; () asks with GET."""

    url: str
    form: tuple[tuple[str, str], ...] = ()


def posted(link: HtmlElement, target: str, argument: str, page: Page) -> Turn | None:
    """The form of an ASP.NET page as the browser would post it for `link`, which calls __doPostBack."""
    form = next(link.iterancestors("form"), None)
    if form is None:
        return None
    fields = {"__EVENTTARGET": target, "__EVENTARGUMENT": argument}
    for field in form.iter("input"):
        if (name := field.get("name")) and name not in fields and _kind(field) in ("hidden", "text"):
            fields[name] = field.get("value") or ""
    action = _action(form, page)
    return Turn(action, tuple(fields.items())) if action else None


def turns(page: Page) -> Iterator[Turn]:
    """What the forms of `page` ask for that hold nothing but a button which says "more", or "next page"."""
    for form in page.tree.iter("form"):
        fields = [field for field in form.iter("input", "select", "textarea", "button") if _kind(field) != "button"]
        button = _button(form)
        if button is None or any(_kind(field) not in _SILENT for field in fields):
            continue
        told = {field.get("name"): field.get("value") or "" for field in fields if _kind(field) == "hidden"}
        told |= {button.get("name"): button.get("value") or ""} if button.get("name") else {}
        pairs = tuple((name, value) for name, value in told.items() if name)
        if pairs and (action := _action(form, page)):
            yield _turn(action, pairs, form)


def _turn(action: str, pairs: tuple[tuple[str, str], ...], form: HtmlElement) -> Turn:
    if (form.get("method") or "get").lower() == "post":
        return Turn(action, pairs)
    return Turn(urls.canonical(urlsplit(action)._replace(query=urlencode(pairs)).geturl()))


def _button(form: HtmlElement) -> HtmlElement | None:
    """The button of a form that asks for more of a list."""
    for field in form.iter("button", "input"):
        words = field.get("value") or "" if field.tag == "input" else str(field.text_content())
        pressed = field.tag == "button" or _kind(field) == "submit"
        if pressed and len(words) <= _LONGEST and any(pattern.match(text.line(words)) for pattern in _PRESSED):
            return field
    return None


def _kind(field: HtmlElement) -> str:
    usual = {"button": "submit", "input": "text"}.get(str(field.tag), str(field.tag))
    return (field.get("type") or usual).lower()


def _action(form: HtmlElement, page: Page) -> str:
    return urls.canonical(form.get("action") or page.url, base(page))
