"""Pictures as numbers: where bars, points and ribbons stand. Templates draw them."""

from newsarchive.web.pictures.bars import HEIGHT, WIDTH, Bar, histogram
from newsarchive.web.pictures.flows import Flows, flows
from newsarchive.web.pictures.timeline import Timeline, timeline

__all__ = ["HEIGHT", "WIDTH", "Bar", "Flows", "Timeline", "flows", "histogram", "timeline"]
