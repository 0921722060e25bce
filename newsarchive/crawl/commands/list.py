"""`scrapy list`: every spider and every publisher; a wrong file of a publisher is named, not traced."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands.list import Command as ListCommand

from newsarchive.crawl.exits import BAD_USE
from newsarchive.errors import SpecError


class Command(ListCommand):
    """List spiders and publishers."""

    def short_desc(self) -> str:
        """One line for `scrapy --help`."""
        return "List publishers and spiders"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print one name a line."""
        try:
            super().run(args, opts)
        except SpecError as error:
            print(f"scrapy list: error: {error}", file=sys.stderr)
            sys.exit(BAD_USE)
