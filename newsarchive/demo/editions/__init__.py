"""The site in one markup after another: one file each."""

from newsarchive.demo.editions.aspnet import AspNet
from newsarchive.demo.editions.divs import Divs
from newsarchive.demo.editions.frames import Frames
from newsarchive.demo.editions.mobile import Mobile
from newsarchive.demo.editions.static import Static
from newsarchive.demo.editions.tables import Tables
from newsarchive.demo.editions.word import Word
from newsarchive.demo.layout import Layout

LAYOUTS: tuple[Layout, ...] = (Tables(), Divs(), AspNet(), Static(), Frames(), Word(), Mobile())
"""In the order of their numbers."""
