"""Page -> Links: what a list page offers, and what an article's page says of other documents."""

from newsarchive.discover.links import Links, Relations
from newsarchive.discover.pages import discover
from newsarchive.discover.relations import relations

__all__ = ["Links", "Relations", "discover", "relations"]
