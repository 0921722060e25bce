"""URLs: the one form in which a URL is asked for and stored, and the key under which its spellings meet.

`canonical` keeps what a server could tell apart; `key` goes further and folds what no server of news does
(scheme, www., the order of a query). w3lib keeps tracking parameters, default ports and /../; courlan's strict mode
drops whole queries, where `?id=7` is the article. So the rules are ours, on their pieces.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import tldextract

#: Query parameters that say where a reader came from, never what is read.
TRACKING = re.compile(
    r"^(utm_\w+|(fb|g|dc|y|ms|tw|wbra|gbra)cl?id|fbclid|mc_[ce]id|igshid|_hs(enc|mi)|mkt_tok|cmpid|ocid|ito|ncid"
    r"|spm|scm|share_token|isappinstalled|from_?source|tracking\w*|_ga|_gl|yclid|openstat|ref_src|ref_url|wt_mc)$",
    re.IGNORECASE,
)
#: Query parameters and path parameters that name one reader's session.
SESSION = re.compile(r"^(phpsessid|jsessionid|aspsessionid\w*|sid|sessionid|session_id|cfid|cftoken)$", re.IGNORECASE)

_PATH_SESSION = re.compile(r";(jsessionid|phpsessid)=[^/?#;]*", re.IGNORECASE)
_ASPNET_SESSION = re.compile(r"/\([SAF]\([^/)]*\)\)(?=/)")
_PORTS = {"http": 80, "https": 443}
_PATH_MARKS = "/:@!$&'()*+,;=~-._"
_QUERY_MARKS = "%/:@!$'()*+,;=~-._?[]{}|"
_ESCAPES = re.compile(r"%([0-9a-fA-F]{2})|([^%]+)|%")
_LOWER_ESCAPE = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
#: What is canonical at a glance.
_STEP = r"[A-Za-z0-9_~-][A-Za-z0-9_.~-]*"
_PLAIN = re.compile(rf"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?/(?:{_STEP}/)*(?:{_STEP})?")
_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=8192)
def canonical(url: str, base: str = "") -> str:
    """Return the one form of `url` (resolved against `base`) in which it is asked for and stored.

    Scheme and host in lower case, IDNA; no default port, user, fragment, /./ or /../, session or tracking
    parameters; %-escapes in upper case and only where needed. The order of the query stays. A URL that is not http
    or https, has no host or a bad port gives "".

    >>> canonical("HTTP://News.Example:80/a/../b/%e4%b8%ad?utm_source=x&id=7#top")
    'http://news.example/b/%E4%B8%AD?id=7'
    """
    if _PLAIN.fullmatch(url):
        return url
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:  # a bad port, a bad IPv6 address, a host that IDNA refuses
        return ""
    if parts.scheme not in _PORTS or not host:
        return ""
    if ":" in host:
        host = f"[{host}]"
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    return urlunsplit((parts.scheme, netloc, _path(parts.path), _query(parts.query), ""))


@lru_cache(maxsize=4096)
def key(url: str) -> str:
    """Return the key under which all spellings of `url` meet: no scheme, no www., a sorted query.

    >>> key("https://www.example.com/news?b=2&a=1") == key("http://example.com/news?a=1&b=2")
    True
    """
    if _PLAIN.fullmatch(url):
        return url.partition("//")[2].removeprefix("www.")
    parts = urlsplit(canonical(url) or url)
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return parts.netloc.removeprefix("www.") + parts.path + ("?" + query if query else "")


@lru_cache(maxsize=4096)  # a page's own is asked for by everybody on the line
def host(url: str) -> str:
    """Return the host of `url`, without port, in lower case; "" if there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def site(name: str) -> str:
    """Return the registered domain of a host by the Public Suffix List: news.example.co.uk -> example.co.uk.

    An address or a name without a public suffix (127.0.0.1, localhost) is its own site.
    """
    return _SUFFIXES(name).top_domain_under_public_suffix or name


def within(url: str, domains: tuple[str, ...] | list[str]) -> bool:
    """Is the host of `url` one of `domains`, or below one of them?"""
    name = host(url)
    return any(name == domain or name.endswith("." + domain) for domain in domains)


def _path(path: str) -> str:
    steps: list[str] = []
    for step in _ASPNET_SESSION.sub("", _PATH_SESSION.sub("", path)).split("/")[1:]:
        if step == "..":
            del steps[-1:]
        elif step != ".":
            steps.append(step)
    if path.endswith(("/.", "/..")):
        steps.append("")
    return "/" + _ESCAPES.sub(_escape, "/".join(steps))


def _escape(found: re.Match[str]) -> str:
    digits, words = found[1], found[2]
    if not digits:
        return quote(words, safe=_PATH_MARKS) if words else "%25"
    char = chr(int(digits, 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else "%" + digits.upper()


def _query(query: str) -> str:
    return "&".join(
        _LOWER_ESCAPE.sub(lambda found: found[0].upper(), quote(pair, safe=_QUERY_MARKS))
        for pair in query.split("&")
        if pair and not TRACKING.match(name := pair.partition("=")[0]) and not SESSION.match(name)
    )
