"""What is new at a publisher: scrapy crawl news -a publisher=oim, or scrapy crawl oim."""

from newsarchive.crawl.spider import NewsSpider


class News(NewsSpider):
    """Lists from their first page to their last; known articles are asked for only if they changed."""

    name = "news"
