"""publishers repair: a proposal for a rule that has rotted, to be looked over by somebody."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from newsarchive import publishers as shelf
from newsarchive.cli import terminal
from newsarchive.cli.exits import NOTHING
from newsarchive.line import fixtures, repairing
from newsarchive.line.repairing import Repair, Sample
from newsarchive.model import Publisher

#: Pages of the new design that are kept as fixtures of the proposal.
_KEPT = 3


@click.command(epilog="\b\nExample:\n  newsarchive publishers repair paper")
@click.argument("slug")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Where the proposal is written.  [default: proposed/ beside the publisher's file]",
)
@terminal.archive_option
def repair(slug: str, output: Path | None, path: Path) -> None:
    """Propose new dated rules for a publisher whose pages are no longer read as they were.

    What the archive read well before is looked for in the pages as they look now, and selectors are learnt that find it
    on all of them. The proposal, a file with its fixtures, is written beside the publisher's and shown as a diff;
    nothing is applied.
    """
    publisher, file = shelf.find(slug), shelf.files()[slug]
    with terminal.reading(path) as archive:
        rotten = repairing.samples(archive, publisher)
    _tell(rotten)
    before = file.read_text(encoding="utf-8")
    proposal = repairing.propose(publisher, before, rotten)
    if proposal is None:
        terminal.err().print(_nothing(rotten, slug), soft_wrap=True)
        raise SystemExit(NOTHING)
    folder = output or file.parent / "proposed"
    _write(proposal, folder / file.name)
    after = (folder / file.name).read_text(encoding="utf-8")
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), str(file), str(folder / file.name), lineterm=""
    )
    click.echo("\n".join(lines))
    _close(proposal, publisher, file, folder)


def _tell(rotten: list[Sample]) -> None:
    """Name the pages, and what is wrong with how they are read."""
    for sample in rotten:
        terminal.err().print(f"{sample.page.url}: {sample.trouble}", markup=False, soft_wrap=True)


def _nothing(rotten: list[Sample], slug: str) -> str:
    if not rotten:
        return (
            "Every kept page is read as well as it was before: nothing to repair.\n"
            "A rule is learnt from articles that were read before and are kept in their new form. "
            f"To ask for some again: scrapy crawl {slug} -a due=all -a limit=20"
        )
    if len(rotten) < repairing.FEWEST:
        return f"Only one page: a rule is learnt from {repairing.FEWEST} at least."
    return "No selector finds the text on all of these pages; more than one design, or a text that a script brings?"


def _write(proposal: Repair, file: Path) -> None:
    """The proposed file, and pages to test it on."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(proposal.file, encoding="utf-8")
    for number, sample in enumerate(proposal.healed[:_KEPT], start=1):
        expected = fixtures.expected_of(sample.page, proposal.publisher)
        fixtures.write(fixtures.folder_of(file), f"repair-{number}", sample.page, expected)


def _close(proposal: Repair, publisher: Publisher, file: Path, folder: Path) -> None:
    """Say how well the proposal does, on the new pages and on the fixtures that are there."""
    kept = list(fixtures.read(fixtures.folder_of(file)))
    still = sum(not fixtures.check(fixture, proposal.publisher) for fixture in kept)
    err = terminal.err()
    err.print(f"\n{len(proposal.healed)} of {len(proposal.samples)} pages are read as they were before.")
    err.print(f"{still} of {len(kept)} fixtures are read as they expect.")
    err.print(f"Nothing is changed. To take it: cp -r {folder}/{publisher.slug}* {file.parent}/", soft_wrap=True)
    err.print(f"Then: newsarchive publishers check {publisher.slug}", soft_wrap=True)
