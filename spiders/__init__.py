"""Ways of crawling. Every publisher is a spider of its own name besides: see `scrapy list`."""
