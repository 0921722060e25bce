"""Pictures as numbers: where bars, points and ribbons stand. Templates draw them."""

from newsarchive.web.pictures.bars import HEIGHT, WIDTH, Bar, histogram
from newsarchive.web.pictures.flows import Flows, draw_flows
from newsarchive.web.pictures.timeline import Timeline, draw_timeline

__all__ = ["HEIGHT", "WIDTH", "Bar", "Flows", "Timeline", "draw_flows", "draw_timeline", "histogram"]
