"""Scrapy's commands, where ours say more: a clear error instead of a traceback, and an exit code for each end."""
