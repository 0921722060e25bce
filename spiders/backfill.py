"""What is old at a publisher: scrapy crawl backfill -a publisher=oim -a since=2019-01-01 -a until=2019-12-31."""

from newsarchive.crawl.manners import BackfillSpider


class Backfill(BackfillSpider):
    """Every list to its end, for articles that are not there yet."""

    name = "backfill"
