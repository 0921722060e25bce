"""Where a text ends: what hangs on its last paragraph, and what only follows."""

from __future__ import annotations

import pytest
from test_extract_bodies import STORY, draft, paragraphs

HEAD = "<h1>Council votes to repair the old bridge</h1>"
TEXT = paragraphs(STORY)


def lines(body: str) -> list[str]:
    return [block.text for block in draft(body).blocks][len(STORY) :]


def test_the_last_line_of_a_paragraph_belongs_to_it_and_so_does_what_a_linked_one_stands_before():
    board = (
        "<p>Members of the board:<br>Jane Doe, piers<br><a href=mailto:board@town.example>Mail</a><br>Al Roe, roads</p>"
    )
    assert lines(f"<div class=entry-content>{HEAD}{TEXT}{board}</div>")[-1] == "Al Roe, roads"


def test_a_quotation_has_its_speaker():
    said = "<p>We are lucky that nobody was hurt in all that time, and the ferry runs.</p>"
    post = f"<blockquote>{said}&mdash; The Town (@town) <a href=//s.example/1>May 11, 2021</a></blockquote>"
    assert lines(f"<div>{HEAD}{TEXT}{post}</div>")[-1] == "— The Town (@town) May 11, 2021"


def test_a_list_that_ends_the_box_of_a_text_is_of_it():
    items = "".join(f"<li>[<a href=/t/{n}>T-{n}</a>] - Pier {n} is bolted again</li>" for n in range(2, 9))
    found = lines(f"<article class=piece>{HEAD}{TEXT}<p>List of the piers:</p><ul>{items}</ul></article>")
    assert found[-1] == "[T-8] - Pier 8 is bolted again"


def test_a_document_that_hangs_on_a_text_is_named_though_its_link_is_a_picture():
    row = "<table><tr><td><a href=/u/plan.doc><img src=/img/doc.gif></a></td><td>Plan of the piers</td></tr></table>"
    after = "<div><a href=/a.html>Harbour reopens after two years of work</a></div>"
    assert lines(f"<div class=copy>{HEAD}{TEXT}{row}</div>{after}") == ["Plan of the piers"]


def test_what_follows_with_links_that_lead_on_is_none_of_it():
    more = "".join(f"<li><a href=/{n}.html>Harbour {n} reopens after two years of work</a></li>" for n in range(5))
    assert lines(f"<article class=piece>{HEAD}{TEXT}<p>Read more</p><ul>{more}</ul></article>") == []


def test_a_heading_at_the_end_has_its_sentence():
    last = "In part two the council will look at the ferry, which is older than the bridge."
    found = lines(
        f"<div class=copy>{HEAD}{TEXT}<h2>Next steps</h2><p>{last}</p></div><p><a href=/e>Edit this page</a></p>"
    )
    assert found == ["Next steps", last]


def test_a_credit_that_is_left_out_of_the_last_lines_is_told_with_what_follows():
    source = "<p>Source: <a href=https://institute.example/>The Institute of Bridges</a></p>"
    last = "The study of the piers appears in the yearbook of the institute, which is printed in May."
    found = draft(f"<div class=copy>{HEAD}{TEXT}{source}<p>{last}</p></div><p>Contact</p>")
    assert [block.text for block in found.blocks] == [*STORY, last]
    assert found.below == ["Source: The Institute of Bridges", "Contact"]


def test_a_link_over_two_lines_is_of_one_piece():
    told = "<p>The engineer told of the work on Monday:<br>"
    link = f"{told}<a href=//tv.example/1>“We tested every bolt”<br>The engineer on the bridge</a></p>"
    assert lines(f"<div class=entry-content>{HEAD}{TEXT}{link}</div>")[-1] == "The engineer on the bridge"


@pytest.mark.parametrize("words", ["Download the plan", "点此下载：桥墩平面图", "Скачать план", "Descargar el plano"])
def test_what_can_be_fetched_is_named_at_the_end(words):
    line = f"<p><a href=//files.example/x1>{words}</a></p>"
    after = "<h3>More news</h3><ul><li><a href=/a.html>Harbour reopens after two years of work</a></li></ul>"
    assert lines(f"<div class=TRS_Editor>{HEAD}{TEXT}{line}</div>{after}") == [words]


def test_an_application_is_no_part_of_a_text():
    line = "<p><a href=//store.example/x1>Download our app</a></p>"
    assert lines(f"<div class=TRS_Editor>{HEAD}{TEXT}{line}</div>") == []


@pytest.mark.parametrize("mark", ["###", "# # #", "-30-", "ENDS", "- ends -", "– Ende –", "(END)"])
@pytest.mark.parametrize("below", ["", "<div class=center>###</div>"])
def test_a_release_ends_with_its_mark(mark, below):
    about = "<p>[1] The piers are counted from the northern bank on, those of the old ferry left out.</p>"
    assert lines(f"<div class=entry-content>{HEAD}{TEXT}<p><b>{mark}</b></p>{about}{below}</div>") == []


def test_a_page_of_several_releases_goes_on_behind_each():
    about = "<p>Follow the council on the radio, too, for whatever it decides on the bridge this winter.</p>"
    mark = "<p>###</p>"
    found = lines(f"<div class=entry-content>{HEAD}{paragraphs(STORY[:3])}{mark}{TEXT}{mark}{about}</div>")
    assert found[-1].startswith("Follow the council")


def test_a_release_that_goes_on_in_another_tongue_does_not():
    spanish = "<p>El consejo votó a favor de reparar el viejo puente antes del invierno, tras años de debate.</p>" * 4
    found = lines(f"<div class=entry-content>{HEAD}{TEXT}<p>###</p>{spanish.replace('<p>El', '<p>1. El', 1)}</div>")
    assert found[-1].startswith("El consejo")
