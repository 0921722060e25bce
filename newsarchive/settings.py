"""Scrapy settings: names, manners, and the add-on. docs/settings.md says what each of ours means.

`-s NAME=VALUE` on the command line wins over a publisher's file, and that over what stands here.
"""

import os

VERSION = "0.1.0"

# What belongs to this project and to no other that uses the add-on.
PROJECT = frozenset(
    {"PROJECT", "VERSION", "BOT_NAME", "SPIDER_MODULES", "NEWSPIDER_MODULE", "SPIDER_LOADER_CLASS", "COMMANDS_MODULE"}
    | {"ADDONS", "LOG_LEVEL"}
)
BOT_NAME = "newsarchive"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
SPIDER_LOADER_CLASS = "newsarchive.crawl.loader.Loader"
COMMANDS_MODULE = "newsarchive.crawl.commands"
ADDONS = {"newsarchive.crawl.Addon": 500}
LOG_LEVEL = "INFO"

# Ours.
NEWSARCHIVE_DIR = os.environ.get("NEWSARCHIVE_DIR") or "data"
NEWSARCHIVE_PUBLISHERS = os.environ.get("NEWSARCHIVE_PUBLISHERS", "")
NEWSARCHIVE_CONTACT = os.environ.get("NEWSARCHIVE_CONTACT") or "https://pypi.org/project/newsarchive/"
NEWSARCHIVE_LONGEST_DELAY = 60.0
NEWSARCHIVE_RECHECKS = 500
NEWSARCHIVE_TDMREP = True
NEWSARCHIVE_OBEY: list[str] = []
NEWSARCHIVE_JSON_LOG = False
NEWSARCHIVE_LIVE = True

# Of `newsarchive run`, which reads them from the environment.
NEWSARCHIVE_NOTIFY = os.environ.get("NEWSARCHIVE_NOTIFY", "")
NEWSARCHIVE_METRICS = os.environ.get("NEWSARCHIVE_METRICS", "")
NEWSARCHIVE_SMTP = os.environ.get("NEWSARCHIVE_SMTP") or "localhost:25"
NEWSARCHIVE_FROM = os.environ.get("NEWSARCHIVE_FROM", "")
NEWSARCHIVE_KEEP_MEDIA = os.environ.get("NEWSARCHIVE_KEEP_MEDIA", "")
NEWSARCHIVE_MOST_MEDIA = 50
NEWSARCHIVE_BROWSER = os.environ.get("NEWSARCHIVE_BROWSER", "")
NEWSARCHIVE_FLEET = os.environ.get("NEWSARCHIVE_FLEET", "")
NEWSARCHIVE_BROKER = os.environ.get("NEWSARCHIVE_BROKER", "")
NEWSARCHIVE_FLEET_LASTS = float(os.environ.get("NEWSARCHIVE_FLEET_LASTS") or 30)


def user_agent(contact: str) -> str:
    """How we introduce ourselves: who we are, and where to write to."""
    return f"newsarchive/{VERSION} (+{contact})"


# Manners. A publisher's file says how long to wait and how many requests may run at a time; robots.txt may ask for
# more. The delay is not varied, as it is the least that was asked for. AutoThrottle stays off: it reads slowness as
# load and speed as leave, and neither is what the publisher said.
USER_AGENT = user_agent(NEWSARCHIVE_CONTACT)
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "newsarchive"
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
AUTOTHROTTLE_ENABLED = False
DOWNLOAD_TIMEOUT = 60
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "*",
}
# In the order of the lists, the newest first: Scrapy takes the last that was found.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
# A response gives one item at most, and our stages do not wait for anything: a hundred workers for each are waste.
CONCURRENT_ITEMS = 1
STATS_CLASS = "newsarchive.crawl.stats.Collector"
# Scrapy reads the source of a callback's function for every response, to warn of a mistake that linters find.
WARN_ON_GENERATOR_RETURN_VALUE = False
COOKIES_ENABLED = True

# Safety. Scrapy opens two consoles on loopback by default and believes every certificate.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_WARNSIZE = 16 * 1024 * 1024

# The spider follows redirects itself: each is a URL of its own in the books. A page that refreshes is one too.
METAREFRESH_ENABLED = False
# What is asked for stands in the archive, which survives what JOBDIR does not.
JOBDIR = None
FEED_EXPORT_ENCODING = "utf-8"
