"""newsarchive: crawl a publisher's news into a deduplicated archive that knows who said it first.

>>> from newsarchive import read, Archive
>>> article = read(body, "https://news.example/2024/08/a.html")  # doctest: +SKIP
>>> with Archive("data/archive.db") as archive:  # doctest: +SKIP
...     archive.add(article)
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsarchive.archive import Archive
    from newsarchive.line import read
    from newsarchive.model import Article, Page
else:
    # Loaded as they are asked for: settings and the command line begin without them.
    _HOMES = {"Archive": "archive", "Article": "model", "Page": "model", "read": "line"}

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = ["Archive", "Article", "Page", "__version__", "read"]
__version__ = "0.1.0"
