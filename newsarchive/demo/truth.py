"""What an archive must state of an edition once it has crawled it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from newsarchive.demo.material import Kind


@dataclass(frozen=True, slots=True)
class ExpectedArticle:
    """What is to be stated of one article."""

    url: str
    """Canonical URL."""
    title: str
    paragraphs: tuple[str, ...]
    """Blanks folded as `text.line` folds them; words at the head that name the source are kept."""
    source: str
    """Name of the source; "" where the page names none."""
    kind: Kind
    evidence: str
    """The printed words that name the source, without the brackets around them; "" where the page names none."""
    published: date | None
    """The day that the page, or in some editions only the list, prints."""
    revision: int = 1
    is_seed: bool = False


@dataclass(frozen=True, slots=True)
class Truth:
    """What one edition offers in one phase. No URL stands in two of the collections."""

    articles: tuple[ExpectedArticle, ...]
    """What the archive holds after a crawl in every phase up to this one: each once, and nothing else."""
    copies: tuple[tuple[str, str], ...]
    """Pairs of URLs in `articles` that bear the same text: who had it first, who reprinted it."""
    aliases: Mapping[str, str]
    """Other URLs of articles (redirects, mobile pages), and the article's own URL. Not all need be met."""
    vanished: tuple[str, ...]
    """URLs in `articles` that answer 404 in this phase; their text stays archived."""
    failed: Mapping[str, str]
    """URLs that lists offer and that give no page: why ("missing", "gone", "empty", "binary", "image", "headless")."""
    filtered: Mapping[str, str]
    """Pages that can be read and are no articles: why ("about", "product", "list", "sorry", "homeward", "part" …).
    A crawl need not ask for all of them."""

    def article(self, url: str) -> ExpectedArticle:
        """The article at that URL. Raises KeyError."""
        return {article.url: article for article in self.articles}[url]

    @property
    def seed(self) -> ExpectedArticle:
        """The article whose text is known from the real publisher."""
        return next(article for article in self.articles if article.is_seed)
