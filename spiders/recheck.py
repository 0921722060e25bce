"""What changed at a publisher: scrapy crawl recheck -a publisher=oim."""

from newsarchive.crawl.manners import RecheckSpider


class Recheck(RecheckSpider):
    """Articles whose time has come, asked for conditionally; no list is looked at."""

    name = "recheck"
