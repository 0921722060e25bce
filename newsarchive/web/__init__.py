"""The reading room: an archive in a browser. A Datasette plugin, its pages, and what serves them.

A page is its data. `pages` answers an address with data; it is shown as HTML by a template, or as JSON as it is.
"""

from newsarchive.web.server import serve

__all__ = ["serve"]
