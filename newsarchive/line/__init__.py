"""The line, left to right: bytes -> Page -> Draft -> Article. The crawl walks it, and so do `read` and re-reading."""

from newsarchive.line.reading import article_of, read, titled

__all__ = ["article_of", "read", "titled"]
