"""newsarchive: crawl a publisher's news into a deduplicated archive that knows who said it first.

>>> from newsarchive import read, Archive
>>> article = read(body, "https://news.example/2024/08/a.html")  # doctest: +SKIP
>>> with Archive("data/archive.db") as archive:  # doctest: +SKIP
...     archive.add(article)
"""

from newsarchive.archive import Archive
from newsarchive.line import read
from newsarchive.model import Article, Page

__all__ = ["Archive", "Article", "Page", "__version__", "read"]
__version__ = "0.1.0"
