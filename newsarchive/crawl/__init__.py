"""The crawl: Scrapy, and nothing but Scrapy. `Addon` lists its components in the order in which a page meets them."""

from newsarchive.crawl.addon import Addon

__all__ = ["Addon"]
