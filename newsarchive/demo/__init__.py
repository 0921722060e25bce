"""A synthetic publisher and its server: the first publisher's site in the markups that it may have.

with serve(EDITIONS[2]) as server:
    ...  # crawl http://www.oim.com.cn/ with http_proxy=server.url
    server.advance()
    ...  # crawl again, and compare the archive with EDITIONS[2].truth(2)
"""

from newsarchive.demo.edition import Edition
from newsarchive.demo.editions import LAYOUTS
from newsarchive.demo.server import DemoServer, serve
from newsarchive.demo.truth import ExpectedArticle, Truth

EDITIONS: dict[int, Edition] = {layout.number: Edition(layout) for layout in LAYOUTS}
"""Every edition by its number."""

__all__ = ["EDITIONS", "DemoServer", "Edition", "ExpectedArticle", "Truth", "serve"]
