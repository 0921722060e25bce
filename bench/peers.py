"""The peers: other extractors, each as a function from (html, url, language) to a prediction.

A peer that is not installed is left out of the table (`pip install newsarchive[bench]` installs them all). Every peer
gets the same decoded str. A prediction has the keys of a truth row: title, body, date_published, authors, source.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Peer = Callable[[str, str, str], Row | None]
Factory = Callable[[], Peer]


def _day(value: object) -> str | None:
    return str(value)[:10] if value else None


def _many(value: str | None) -> list[str] | None:
    return [one.strip() for one in re.split(r"[;,]", value) if one.strip()] if value else None


def _trafilatura(**options: bool) -> Factory:
    def factory() -> Peer:
        from trafilatura import bare_extraction

        def run(html: str, url: str, language: str) -> Row | None:
            found = bare_extraction(html, url=url, include_comments=False, with_metadata=True, **options)
            return found and {
                "title": found.title,
                "body": found.text,
                "date_published": found.date,
                "authors": _many(found.author),
                "source": found.sitename,
            }

        return run

    return factory


def _readability() -> Peer:
    import html_text
    from readability import Document

    def run(html: str, url: str, language: str) -> Row | None:
        found = Document(html, url=url)
        return {"title": found.short_title(), "body": html_text.extract_text(found.summary(html_partial=True))}

    return run


def _magic_html() -> Peer:
    import html_text
    from magic_html import GeneralExtractor

    extractor = GeneralExtractor()

    def run(html: str, url: str, language: str) -> Row | None:
        found = extractor.extract(html, base_url=url)
        return {"title": found.get("title"), "body": html_text.extract_text(found.get("html") or "")}

    return run


def _resiliparse() -> Peer:
    from resiliparse.extract.html2text import extract_plain_text

    def run(html: str, url: str, language: str) -> Row | None:
        return {"body": extract_plain_text(html, main_content=True, alt_texts=False, list_bullets=False)}

    return run


def _newspaper() -> Peer:
    import newspaper

    def run(html: str, url: str, language: str) -> Row | None:
        config = newspaper.Config()
        config.fetch_images = False
        article = newspaper.Article(url, config=config, **({"language": language} if language == "zh" else {}))
        article.download(input_html=html)
        article.parse()
        return {
            "title": article.title,
            "body": article.text,
            "authors": article.authors,
            "date_published": _day(article.publish_date),
            "source": article.meta_site_name,
        }

    return run


def _gne() -> Peer:
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def run(html: str, url: str, language: str) -> Row | None:
        found = extractor.extract(html)
        moment = re.search(r"(\d{4})\D{1,2}(\d\d?)\D{1,2}(\d\d?)", found["publish_time"] or "")
        return {
            "title": found["title"],
            "body": found["content"],
            "authors": _many(found["author"]),
            "date_published": "{}-{:>02}-{:>02}".format(*moment.groups()) if moment else None,
        }

    return run


def _goose() -> Peer:
    from goose3 import Goose
    from goose3.text import StopWordsChinese

    plainly = {"enable_image_fetching": False, "strict": False}
    goose, chinese = Goose(plainly), Goose({**plainly, "stopwords_class": StopWordsChinese})

    def run(html: str, url: str, language: str) -> Row | None:
        found = (chinese if language == "zh" else goose).extract(raw_html=html)
        return {
            "title": found.title,
            "body": found.cleaned_text,
            "authors": [one for one in found.authors if isinstance(one, str)],
            "date_published": _day(found.publish_date),
        }

    return run


def _boilerpy() -> Peer:
    from boilerpy3.extractors import ArticleExtractor

    extractor = ArticleExtractor(raise_on_failure=False)

    def run(html: str, url: str, language: str) -> Row | None:
        found = extractor.get_doc(html)
        return {"title": found.title, "body": found.content}

    return run


def _justext() -> Peer:
    import justext

    names = {"en": "English", "de": "German", "pl": "Polish", "el": "Greek", "ru": "Russian", "fr": "French",
             "es": "Spanish", "hr": "Croatian"}  # fmt: skip
    stops = {code: justext.get_stoplist(name) for code, name in names.items()}
    wordless = {"length_low": 20, "length_high": 60, "stopwords_low": 0, "stopwords_high": 0}

    def run(html: str, url: str, language: str) -> Row | None:
        known = stops.get(language or "en")
        found = justext.justext(html, known) if known else justext.justext(html, frozenset(), **wordless)
        return {"body": "\n".join(one.text for one in found if not one.is_boilerplate)}

    return run


#: Every peer by name. gne reads Chinese pages only.
PEERS: dict[str, Factory] = {
    "trafilatura": _trafilatura(),
    "trafilatura-precision": _trafilatura(favor_precision=True),
    "trafilatura-fast": _trafilatura(fast=True),
    "readability-lxml": _readability,
    "magic-html": _magic_html,
    "newspaper4k": _newspaper,
    "resiliparse": _resiliparse,
    "goose3": _goose,
    "boilerpy3": _boilerpy,
    "justext": _justext,
    "gne": _gne,
}


def load(name: str) -> Peer | None:
    """The peer of that name; None where its library is not installed."""
    try:
        return PEERS[name]()
    except ImportError:
        return None
