"""Scrapy's commands, where ours say more: a clear error instead of a traceback, and an exit code for each end."""

from newsarchive import interrupt

interrupt.begin()  # until Scrapy's own handlers can end a crawl in good order
