"""Which page answers which address. A page is a function: an archive and what is asked of it -> an answer."""

from __future__ import annotations

from collections.abc import Callable

from newsarchive.archive import Archive
from newsarchive.web import exporting, finding, front, keeping, kept, reading, telling
from newsarchive.web.asked import Answer, Asked, File, Stream

Page = Callable[[Archive, Asked], Answer | File | Stream]

_ID, _FORM = r"(?P<id>[0-9]{1,40})", r"(?P<form>\.json)?"
#: Below asked.ROOT; `form` is ".json" where the data is wanted as it is.
PAGES: dict[str, Page] = {
    rf"{_FORM}": front.home,
    rf"/search{_FORM}": finding.search,
    rf"/glance{_FORM}": finding.glance,
    r"/search\.jsonl": exporting.lines,
    r"/search\.csv": exporting.table,
    r"/feed\.atom": exporting.atom,
    r"/feed\.json": exporting.json_feed,
    rf"/article/{_ID}{_FORM}": reading.article,
    rf"/article/{_ID}\.(?P<style>bib|ris|txt)": reading.citation,
    rf"/article/{_ID}/revisions{_FORM}": reading.revisions,
    rf"/article/{_ID}/revisions/(?P<old>[0-9]{{1,9}})-(?P<new>[0-9]{{1,9}}){_FORM}": reading.difference,
    rf"/article/{_ID}/beside/(?P<other>[0-9]{{1,40}}){_FORM}": reading.beside,
    rf"/article/{_ID}/page{_FORM}": kept.frame,
    rf"/article/{_ID}/page/content": kept.content,
    rf"/article/{_ID}/explain{_FORM}": kept.explain,
    r"/media/(?P<digest>[0-9a-f]{40})": kept.media,
    rf"/story/{_ID}{_FORM}": telling.story,
    rf"/sources{_FORM}": telling.sources,
    rf"/edits{_FORM}": keeping.edits,
    rf"/publisher/(?P<slug>[^/]{{1,200}}?){_FORM}": keeping.publisher,
    rf"/crawls{_FORM}": keeping.crawls,
    rf"/crawls/{_ID}{_FORM}": keeping.crawl,
    rf"/help{_FORM}": front.manual,
}
