"""The crawl: Scrapy, and nothing but Scrapy. `Addon` lists its components in the order in which a page meets them.

A spider of another project yields `page_of(response, slug)`: a Page that knows its visit and where its bytes are kept.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsarchive.crawl.addon import Addon
    from newsarchive.crawl.responses import page_of
else:
    # Loaded as they are asked for: Ctrl-C is seen to before (`commands`).
    _HOMES = {"Addon": "addon", "page_of": "responses"}

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = ["Addon", "page_of"]
