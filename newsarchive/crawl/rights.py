"""What an answer says about its use: robots directives, a reservation of text and data mining, a licence.

Read from headers (X-Robots-Tag, TDM-Reservation, Link) and from the page's own meta and link tags; recorded with every
visit, and obeyed where NEWSARCHIVE_OBEY names it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

#: Words of a robots directive that say something about keeping and use.
DIRECTIVES = frozenset({"noindex", "noarchive", "nocache", "nosnippet", "noai", "noimageai", "none"})
#: What NEWSARCHIVE_OBEY may name; "tdm" is a reservation of text and data mining.
OBEYED = frozenset({"noarchive", "noai", "noindex", "tdm"})
#: Directives with a value behind a colon, which are no names.
_VALUED = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
#: The names by which a page may speak to us alone.
_US = frozenset({"robots", "newsarchive"})
#: Bytes of a page in which its meta tags are looked for, and in which a licence may be named at its foot.
_HEAD, _FOOT = 65536, 16384
#: Without any "<" within, so that markup without an end is gone through once.
_TAG = re.compile(rb"<(?:meta\b|link\b|a\b(?=[^<>]{0,2000}license))[^<>]{1,2000}>", re.IGNORECASE)
#: What looks like tags and is none. Without a second beginning within, so that one without an end is gone through once.
_UNSEEN = re.compile(
    rb"<!--(?:(?!<!--|-->).)*-->|<script\b(?:(?!<script\b|</script).)*</script", re.IGNORECASE | re.DOTALL
)
_WORDS = (b"robots", b"newsarchive", b"tdm-", b"license")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_LINK = re.compile(r"<([^>]+)>[^,]*\brel=\"?[^\",;]*\blicense\b", re.IGNORECASE)

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Rights:
    """What was said of a page's use; empty where nothing was."""

    robots: tuple[str, ...] = ()
    tdm: str = ""
    """"1": text and data mining is reserved; "0": it is free; "": the page is silent."""
    policy: str = ""
    """URL of the terms under which mining may be had."""
    licence: str = ""
    """URL of the licence that the page names."""

    def __str__(self) -> str:
        """JSON for `visits.rights`; "" where nothing was said."""
        said = {name: getattr(self, name) for name in ("robots", "tdm", "policy", "licence")}
        told = {name: value for name, value in said.items() if value}
        return json.dumps(told, ensure_ascii=False) if told else ""

    def against(self, obeyed: frozenset[str]) -> str:
        """The first of the `obeyed` words that speaks against keeping the page; "" if none does."""
        words = set(self.robots) | ({"noindex", "noarchive"} if "none" in self.robots else set())
        if self.tdm == "1":
            words.add("tdm")
        return min(words & obeyed, default="")


def told(url: str, headers: Pairs, body: bytes, site: Mapping[str, str] | None = None) -> Rights:
    """What headers, body (unpacked) and the site's own tdmrep.json (`site`) say; a page speaks before its site."""
    robots: list[str] = []
    tdm, policy, licence = "", "", ""
    for name, value in (*_of_headers(headers), *_of_tags(body)):
        if name in _US or name == "x-robots-tag":
            robots += _directives(value)
        elif name == "tdm-reservation":
            tdm = tdm or value.strip()[:1]
        elif name == "tdm-policy":
            policy = policy or urljoin(url, value.strip())
        elif name == "license":
            licence = licence or urljoin(url, value.strip())
    if not tdm and site:
        tdm, policy = site.get("tdm", ""), policy or site.get("policy", "")
    return Rights(tuple(dict.fromkeys(robots)), tdm if tdm in "01" else "", policy, licence)


def of_site(body: bytes, url: str) -> Mapping[str, str]:
    """What a /.well-known/tdmrep.json says of `url`: the rule with the longest location that fits."""
    try:
        rules = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    path = urlsplit(url).path or "/"
    fits = [rule for rule in rules if isinstance(rule, dict) and _fits(str(rule.get("location", "")), path)]
    best = max(fits, key=lambda rule: len(str(rule["location"])), default={}) if isinstance(rules, list) else {}
    found = {"tdm": str(best.get("tdm-reservation", "")), "policy": str(best.get("tdm-policy", ""))}
    return {name: value for name, value in found.items() if value}


def _fits(location: str, path: str) -> bool:
    pattern = re.escape(location.removesuffix("$")).replace(r"\*", ".*")
    return bool(location) and re.match(pattern + ("$" if location.endswith("$") else ""), path) is not None


def _of_headers(headers: Pairs) -> Iterator[tuple[str, str]]:
    for name, value in headers:
        lower = name.lower()
        if lower in ("x-robots-tag", "tdm-reservation", "tdm-policy"):
            yield lower, value
        elif lower == "link" and (found := _LINK.search(value)):
            yield "license", found[1]


def _of_tags(body: bytes) -> Iterator[tuple[str, str]]:
    part = body if len(body) <= _HEAD + _FOOT else body[:_HEAD] + b"\n" + body[-_FOOT:]
    if any(map(_tells, _TAG.findall(part))):  # few pages say anything
        yield from _of_markup(_UNSEEN.sub(b"", part))


def _of_markup(part: bytes) -> Iterator[tuple[str, str]]:
    for tag in filter(_tells, _TAG.findall(part)):
        words = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(unescape(tag.decode("latin-1")))}
        if tag[:5].lower() == b"<meta":
            yield words.get("name", words.get("http-equiv", "")).lower(), words.get("content", "")
        elif "license" in words.get("rel", "").lower().split():
            yield "license", words.get("href", "")


def _tells(tag: bytes) -> bool:
    """Does a tag hold one of the words? Few do."""
    lower = tag.lower()
    return any(word in lower for word in _WORDS)


def _directives(value: str) -> list[str]:
    """Directives for everybody or for us: "otherbot: noarchive" is none of our business.

    A name speaks for all that follows, to the next name; headers of one name may have been joined.

    >>> _directives("noarchive, NoAI"), _directives("googlebot: noindex, newsarchive: noarchive")
    (['noarchive', 'noai'], ['noarchive'])
    >>> _directives("max-snippet: 20, noarchive"), _directives("unavailable_after: 25 Jun 2030 15:00:00, noai")
    (['noarchive'], ['noai'])
    """
    found, ours = [], True
    for part in value.lower().split(","):
        name, colon, word = (piece.strip() for piece in part.partition(":"))
        if colon and name not in _VALUED and " " not in name:
            ours = name in _US
        else:
            word = name
        if ours and word in DIRECTIVES:
            found.append(word)
    return found
