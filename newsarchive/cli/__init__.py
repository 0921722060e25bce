"""The command line: `newsarchive COMMAND`. One file a family of commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

import newsarchive
from newsarchive.cli import (
    comparing,
    crawling,
    explaining,
    exporting,
    fleet,
    here,
    importing,
    keeping,
    publishers,
    reading,
    rereading,
    retelling,
    running,
    scheduling,
    securing,
    serving,
    sourcing,
    starting,
    units,
    upgrading,
    watching,
)
from newsarchive.cli.exits import INTERRUPTED, code_of
from newsarchive.errors import NewsArchiveError

__all__ = ["main"]


class Commands(click.Group):
    """A group that tells our errors in one line and shows its commands in the order of use."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours becomes a message and its exit code."""
        try:
            return super().invoke(ctx)
        except NewsArchiveError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(code_of(error))
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            ctx.exit(INTERRUPTED)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they were added: from the first day on to maintenance."""
        return list(self.commands)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(newsarchive.__version__, "--version", prog_name="newsarchive")
def commands() -> None:
    """Crawl a publisher's news into a deduplicated archive, and ask it who said what first.

    \b
      newsarchive demo                 see it work, without a network
      scrapy crawl oim                 crawl a publisher into data/archive.db
      newsarchive search 人工智能       ask the archive
    """
    here.adopt(Path.cwd())


for command in (
    crawling.demo,
    starting.init,
    publishers.publishers,
    serving.serve,
    reading.search,
    reading.show,
    retelling.copies,
    retelling.timeline,
    sourcing.sources,
    watching.watch,
    comparing.edits,
    comparing.diff,
    comparing.presence,
    importing.import_command,
    explaining.explain_command,
    rereading.reread,
    keeping.stats,
    keeping.crawls,
    running.run,
    running.status,
    running.gaps,
    scheduling.schedule,
    keeping.doctor,
    exporting.export,
    securing.verify,
    securing.backup,
    securing.restore,
    securing.redact,
    securing.merge,
    fleet.fleet,
    upgrading.upgrade,
):
    commands.add_command(command)
fleet.fleet.add_command(units.units)


def main() -> None:
    """Run the command line; what `newsarchive` and `python -m newsarchive` call."""
    try:
        commands(prog_name="newsarchive")
    except KeyboardInterrupt:  # between two commands of click's own handling
        sys.exit(INTERRUPTED)
