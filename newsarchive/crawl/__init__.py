"""The crawl: Scrapy, and nothing but Scrapy. `Addon` lists its components in the order in which a page meets them.

A spider of another project yields `page_of(response, slug)`: a Page that knows its visit and where its bytes are kept.
"""

from newsarchive.crawl.addon import Addon
from newsarchive.crawl.responses import page_of

__all__ = ["Addon", "page_of"]
