"""Many machines, one archive: crawling and re-reading as Celery tasks, for `celery -A newsarchive.fleet worker`.

The archive stays SQLite on one machine. There a dispatcher sends errands out and a collector writes down what comes
back; workers hold nothing that may not be lost.
"""

from newsarchive.fleet.tasks import app

__all__ = ["app"]
