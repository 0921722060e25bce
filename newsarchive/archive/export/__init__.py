"""Articles for other people's tools: files that need neither this archive nor this code.

One shelf a kind of file. What is written is chosen by a query, read some hundred articles at a time, and written as it
is read: memory stays flat at any number of articles.
"""

from newsarchive.archive.export.formats import FORMATS, export

__all__ = ["FORMATS", "export"]
