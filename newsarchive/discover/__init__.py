"""Page -> Links: what a list page offers, and what an article's page says of other documents."""

from newsarchive.discover.links import Links, Relations
from newsarchive.discover.pages import discover
from newsarchive.discover.relations import relations
from newsarchive.discover.survey import Survey, mentioned, survey

__all__ = ["Links", "Relations", "Survey", "discover", "mentioned", "relations", "survey"]
