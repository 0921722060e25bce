"""Which encoding a page is read in: a table of cases, each some words, how they are sent, and what is made of them."""

from __future__ import annotations

import codecs

import pytest

from newsarchive import markup
from newsarchive.errors import TooLarge, Undecodable

SIMPLIFIED = "近日,全省工业和信息化工作会议在长沙召开,这是一年中最大的一个会,来的人不是说说而已。" * 4
TRADITIONAL = "台灣的年輕人在這個月上街說話,這是一個不大的國家,但是有很多人來了,說了他們要說的。" * 4
JAPANESE = "きょうの東京は晴れでした。多くの人が公園に集まり、桜の花をながめています。" * 4
KOREAN = "오늘 서울에서 열린 회의에서 장관은 새로운 계획을 발표했다. 많은 사람들이 모였다." * 4
RUSSIAN = "Сегодня в Москве прошло заседание правительства, на котором обсуждали новый закон о печати. " * 4
GREEK = "Στην Αθήνα συνεδρίασε σήμερα το υπουργικό συμβούλιο για τα νέα μέτρα. " * 4
POLISH = "Wczoraj w Łodzi odbyło się spotkanie, na którym żądano wyższych płac i krótszych zmian. " * 4
GERMAN = "Gestern trafen sich in München die Bürgermeister, um über die Straßen zu reden. "
TURKISH = "Dün İstanbul'da toplanan belediye başkanları yeni yolları konuştu, işçiler de oradaydı. "
THAI = "วันนี้ที่กรุงเทพมหานครมีการประชุมคณะรัฐมนตรีเรื่องแผนงานใหม่ "
ARABIC = "اجتمع مجلس الوزراء اليوم في القاهرة لبحث القانون الجديد. "
HEBREW = "הממשלה התכנסה היום בירושלים כדי לדון בחוק החדש. "
HINDI = "आज नई दिल्ली में मंत्रिमंडल की बैठक हुई जिसमें नए कानून पर चर्चा की गई। "


ROMANIAN = (
    "Consiliul local a hotărât luni ca feribotul să circule toată iarna, cât timp inginerii repară podul şi ţărmul. "
)
HUNGARIAN = (
    "A közgyűlés hétfő este úgy döntött, hogy a komp egész télen közlekedik, amíg a mérnökök felújítják a hidat. "
)
CZECH = "Zastupitelstvo v pondělí večer rozhodlo, že přívoz bude jezdit po celou zimu, zatímco inženýři opravují most. "
LATVIAN = "Pilsētas dome pirmdienas vakarā nolēma, ka prāmis kursēs visu ziemu, kamēr inženieri remontē lielo tiltu. "
LITHUANIAN = (
    "Miesto taryba pirmadienio vakarą nusprendė, kad keltas plauks visą žiemą, kol inžinieriai remontuos didįjį tiltą. "
)
UKRAINIAN = "Міська рада в понеділок вирішила, що пором ходитиме всю зиму, доки її інженери ремонтують міст. "


def page(words: str, label: str = "", xml: str = "") -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if label else ""
    declaration = f'<?xml version="1.0" encoding="{xml}"?>' if xml else ""
    return f"{declaration}<html><head>{meta}<title>t</title></head><body><p>{words}</p></body></html>"


# words, the encoding of the bytes, the meta's label, the header's label, what is read, why
LABELLED = [
    (SIMPLIFIED, "gb2312", "gb2312", "", "gb18030", "meta"),
    (SIMPLIFIED + "镕㐂", "gb18030", "gb2312", "", "gb18030", "meta"),
    (SIMPLIFIED, "gbk", "", "GBK", "gb18030", "header"),
    (SIMPLIFIED, "utf-8", "utf-8", "", "utf-8", "meta"),
    (TRADITIONAL, "big5", "big5", "", "big5hkscs", "meta"),
    (JAPANESE, "shift_jis", "Shift_JIS", "", "cp932", "meta"),
    (JAPANESE + "①", "cp932", "x-sjis", "", "cp932", "meta"),
    (JAPANESE, "euc_jp", "EUC-JP", "", "euc_jp", "meta"),
    (JAPANESE, "iso2022_jp", "iso-2022-jp", "", "iso2022_jp", "meta"),
    (KOREAN, "euc_kr", "euc-kr", "", "cp949", "meta"),
    (KOREAN + "똠", "cp949", "euc-kr", "", "cp949", "meta"),
    (RUSSIAN, "cp1251", "windows-1251", "", "cp1251", "meta"),
    (RUSSIAN, "koi8_r", "koi8-r", "", "koi8-r", "meta"),
    (GREEK, "cp1253", "windows-1253", "", "cp1253", "meta"),
    (POLISH, "cp1250", "windows-1250", "", "cp1250", "meta"),
    (POLISH, "iso8859_2", "iso-8859-2", "", "iso8859-2", "meta"),
    (GERMAN + "„So“ – 5 €", "cp1252", "iso-8859-1", "", "cp1252", "meta"),
    (TURKISH, "cp1254", "iso-8859-9", "", "cp1254", "meta"),
    (THAI, "cp874", "tis-620", "", "cp874", "meta"),
    (ARABIC, "cp1256", "windows-1256", "", "cp1256", "meta"),
    (HEBREW, "cp1255", "windows-1255", "", "cp1255", "meta"),
    (HINDI, "utf-8", "", "utf-8", "utf-8", "header"),
    (ROMANIAN * 2, "iso8859_2", "iso-8859-2", "", "iso8859-2", "meta"),
    (ROMANIAN * 2, "cp1250", "", "windows-1250", "cp1250", "header"),
    (LATVIAN, "cp1257", "windows-1257", "", "cp1257", "meta"),
    (LITHUANIAN, "iso8859_13", "iso-8859-13", "", "iso8859-13", "meta"),
    # labels as they are found in the wild
    (SIMPLIFIED, "gbk", "gb_2312-80", "", "gb18030", "meta"),
    (SIMPLIFIED, "gbk", "csgb2312", "", "gb18030", "meta"),
    (KOREAN, "cp949", "ks_c_5601-1987", "", "cp949", "meta"),
    (KOREAN, "cp949", "ksc5601", "", "cp949", "meta"),
    (RUSSIAN, "cp1251", "win1251", "", "cp1251", "meta"),
    (RUSSIAN, "cp1251", "x-cp1251", "", "cp1251", "meta"),
    (RUSSIAN, "koi8_r", "koi8", "", "koi8-r", "meta"),
    (RUSSIAN, "mac-cyrillic", "x-mac-cyrillic", "", "mac-cyrillic", "meta"),
    (GERMAN, "mac-roman", "x-mac-roman", "", "mac-roman", "meta"),
    (GERMAN + "„So“ – 5 €", "cp1252", "iso8859-1", "", "cp1252", "meta"),
    (GERMAN + "„So“ – 5 €", "cp1252", "l1", "", "cp1252", "meta"),
    # what ISO's encodings leave free is Windows'
    (GERMAN + "„So“ – 5 €", "cp1252", "iso-8859-15", "", "cp1252", "meta"),
    (POLISH + "„Tak” – mówią", "cp1250", "iso-8859-2", "", "cp1250", "meta"),
    (TURKISH + "“Evet” – dedi", "cp1254", "latin5", "", "cp1254", "meta"),
]
CONTRADICTED = [
    # the header is right and the meta wrong, and the other way round
    (SIMPLIFIED, "gbk", "utf-8", "gbk", "gb18030", "header"),
    (SIMPLIFIED, "gbk", "gb2312", "utf-8", "gb18030", "meta"),
    # bytes that are UTF-8 are UTF-8, whatever is said of them
    (GERMAN, "utf-8", "iso-8859-1", "", "utf-8", "utf-8"),
    (SIMPLIFIED, "utf-8", "gb2312", "gbk", "utf-8", "utf-8"),
    # a label that nobody knows is no label
    (SIMPLIFIED, "gbk", "no-such-thing", "gbk", "gb18030", "header"),
    # a server's default over bytes of another script
    (SIMPLIFIED, "gbk", "", "iso-8859-1", "gb18030", "detected"),
    (RUSSIAN, "cp1251", "", "iso-8859-1", "cp1251", "detected"),
    (GREEK, "cp1253", "iso-8859-1", "", "cp1253", "detected"),
    # a label of the wrong encoding, in which every byte fits
    (TRADITIONAL, "big5", "gb2312", "", "big5hkscs", "detected"),
    (JAPANESE, "euc_jp", "gbk", "", "euc_jp", "detected"),
    (KOREAN, "euc_kr", "gb2312", "", "cp949", "detected"),
    (RUSSIAN, "koi8_r", "windows-1251", "", "koi8-r", "detected"),
    (RUSSIAN, "cp1251", "koi8-r", "", "cp1251", "detected"),
    # the header says one thing, the meta another, and both are wrong
    (TRADITIONAL, "big5", "utf-8", "gbk", "big5hkscs", "detected"),
    # labels that bytes with such a label cannot have, and codecs that no page is written in
    (GERMAN, "cp1252", "utf-16", "windows-1252", "cp1252", "header"),
    (HINDI, "utf-8", "utf-16le", "", "utf-8", "meta"),
    (POLISH, "cp1250", "hex", "windows-1250", "cp1250", "header"),
    (GERMAN, "utf-8", "utf-7", "", "utf-8", "detected"),
    # a server's default over what the page says of itself
    (POLISH, "cp1250", "windows-1250", "iso-8859-1", "cp1250", "meta"),
    (TURKISH, "cp1254", "iso-8859-9", "iso-8859-1", "cp1254", "meta"),
    (HUNGARIAN, "iso8859_2", "iso-8859-2", "iso-8859-1", "iso8859-2", "meta"),
    (LATVIAN, "cp1257", "windows-1257", "iso-8859-1", "cp1257", "meta"),
    (JAPANESE, "iso2022_jp", "iso-2022-jp", "utf-8", "iso2022_jp", "meta"),
    (SIMPLIFIED, "hz", "hz-gb-2312", "iso-8859-1", "hz", "meta"),
    # letters with accents under the label of another part of Europe
    (POLISH, "cp1250", "windows-1252", "", "cp1250", "detected"),
    (CZECH, "cp1250", "iso-8859-1", "", "cp1250", "detected"),
    (GERMAN * 6, "cp1252", "windows-1251", "", "cp1252", "detected"),
]
UNLABELLED = [
    (SIMPLIFIED, "gbk", "gb18030"),
    ("\xa0\xa0\xa0\xa0" + SIMPLIFIED, "gb18030", "gb18030"),
    (TRADITIONAL, "big5", "big5hkscs"),
    (JAPANESE, "shift_jis", "cp932"),
    (JAPANESE, "euc_jp", "euc_jp"),
    (KOREAN, "euc_kr", "cp949"),
    (SIMPLIFIED, "utf-8", "utf-8"),
    (THAI, "utf-8", "utf-8"),
    (RUSSIAN, "cp1251", "cp1251"),
    (RUSSIAN, "koi8_r", "koi8-r"),
    (GREEK, "cp1253", "cp1253"),
    (ARABIC * 4, "cp1256", "cp1256"),
    (HEBREW * 4, "cp1255", "cp1255"),
    (THAI * 4, "cp874", "cp874"),
    (POLISH, "cp1250", "cp1250"),
    (POLISH, "iso8859_2", "iso8859-2"),
    (TURKISH * 4, "cp1254", "cp1254"),
    (GERMAN * 4, "cp1252", "cp1252"),
    (JAPANESE, "iso2022_jp", "iso2022_jp"),
    (ROMANIAN, "cp1250", "cp1250"),
    (HUNGARIAN, "cp1250", "cp1250"),
    (CZECH, "iso8859_2", "iso8859-2"),
    (LATVIAN, "cp1257", "cp1257"),
    (LITHUANIAN, "cp1257", "cp1257"),
    (UKRAINIAN * 3, "koi8_u", "koi8-u"),
]


@pytest.mark.parametrize(("words", "sent", "meta", "header", "encoding", "why"), [*LABELLED, *CONTRADICTED])
def test_a_labelled_page_is_read_as_it_was_written(words, sent, meta, header, encoding, why):
    decoded = markup.decode(page(words, meta).encode(sent), f"text/html; charset={header}" if header else "text/html")
    assert words in decoded.text
    assert (decoded.encoding, decoded.why) == (encoding, why)


@pytest.mark.parametrize(("words", "sent", "encoding"), UNLABELLED)
def test_a_page_without_a_label_is_read_by_its_bytes(words, sent, encoding):
    decoded = markup.decode(page(words).encode(sent))
    assert words in decoded.text
    assert (decoded.encoding, decoded.why) == (encoding, "detected")


@pytest.mark.parametrize(("words", "sent", "encoding"), UNLABELLED)
def test_a_long_head_of_markup_hides_no_encoding(words, sent, encoding):
    body = page(words).replace("<p>", "<script>var menu = [1, 2, 3];</script>" * 2000 + "<p>").encode(sent)
    assert markup.decode(body).encoding == encoding


def test_a_few_letters_are_enough_for_western_europe():
    decoded = markup.decode(page("Ein Café in Köln").encode("cp1252"))
    assert ("Café in Köln" in decoded.text, decoded.encoding) == (True, "cp1252")


@pytest.mark.parametrize(
    ("mark", "sent"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_outranks_every_label(mark, sent):
    decoded = markup.decode(mark + page(SIMPLIFIED, "gb2312").encode(sent), "text/html; charset=big5")
    assert SIMPLIFIED in decoded.text
    assert decoded.why == "bom"


@pytest.mark.parametrize("sent", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_seen_by_its_zeros(sent):
    assert "Hello world" in markup.decode(page("Hello world " * 50).encode(sent)).text


@pytest.mark.parametrize("words", [SIMPLIFIED + "一" * 9, JAPANESE, KOREAN, RUSSIAN, HINDI, THAI])
@pytest.mark.parametrize("sent", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", [None, -1], ids=["whole", "cut"])
def test_utf_16_in_another_script_is_seen_by_its_markup(words, sent, end):
    assert words[:60] in markup.decode(page(words).encode(sent)[:end]).text


def test_an_xml_declaration_is_a_label_and_no_obstacle():
    decoded = markup.decode(page(POLISH, xml="iso-8859-2").encode("iso8859_2"))
    assert (decoded.encoding, decoded.why) == ("iso8859-2", "xml")
    assert POLISH.strip() in markup.parse(decoded.text).text_content()


def test_a_page_with_a_torn_character_keeps_its_encoding():
    body = page(SIMPLIFIED, "gb2312").encode("gbk").replace(b"</p>", b"\xd6</p>")
    decoded = markup.decode(body)
    assert (decoded.encoding, decoded.why) == ("gb18030", "meta")
    assert SIMPLIFIED[:40] in decoded.text


@pytest.mark.parametrize("words", [GERMAN, RUSSIAN, SIMPLIFIED])
def test_a_page_in_utf_8_with_a_few_words_pasted_from_another_encoding_is_utf_8(words):
    body = page(words * 3, "utf-8").encode() + b'<img alt="Bad K\xf6nig, M\xfcnchen">'
    decoded = markup.decode(body)
    assert (decoded.encoding, decoded.why) == ("utf-8", "meta")
    assert words in decoded.text


@pytest.mark.parametrize("words", [GERMAN, SIMPLIFIED, RUSSIAN])
@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "iso-8859-2", "windows-1251"])
def test_a_wrong_label_makes_no_other_of_utf_8_with_a_torn_character(words, label):
    body = page(words * 3, label).encode().replace(b"</p>", b"\xe4\xb8</p>")
    decoded = markup.decode(body)
    assert (decoded.encoding, words in decoded.text) == ("utf-8", True)


@pytest.mark.parametrize("words", [GERMAN, SIMPLIFIED, RUSSIAN, GREEK, POLISH])
@pytest.mark.parametrize("misread", ["cp1251", "cp1250"])
def test_a_text_that_was_misread_as_central_or_eastern_european_is_repaired(words, misread):
    once = "".join(bytes([byte]).decode(misread, "ignore") or chr(byte) for byte in page(words).encode())
    decoded = markup.decode(once.encode())
    assert (words in decoded.text, decoded.why) == (True, "repaired")


@pytest.mark.parametrize("words", [GERMAN, SIMPLIFIED, RUSSIAN, THAI, HINDI, "It’s a “long” day – isn’t it? "])
@pytest.mark.parametrize("misread", ["cp1252", "latin-1"])
def test_a_text_encoded_twice_is_repaired(words, misread):
    # as browsers read it: what Windows-1252 leaves free is what Latin-1 has there
    once = "".join(bytes([byte]).decode(misread, "ignore") or chr(byte) for byte in page(words).encode())
    decoded = markup.decode(once.encode())
    assert words in decoded.text
    assert decoded.why == "repaired"


@pytest.mark.parametrize(
    "words", ["Grüße aus Köln: Ã¼ ist falsch", "CAFÉ» fermé", "naïve Ã", f"{SIMPLIFIED} â€™", "Île-de-France"]
)
def test_a_text_that_was_not_encoded_twice_all_over_is_left_alone(words):
    decoded = markup.decode(page(words).encode())
    assert words in decoded.text
    assert decoded.why != "repaired"


def test_a_text_about_encodings_is_left_as_it_is():
    words = "Aus ü wird Ã¼, wenn man es falsch liest: 中文"
    assert words in markup.decode(page(words).encode("utf-8")).text


@pytest.mark.parametrize(
    "body", [b"", b"  \n\t ", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8, b"BM" + bytes(4096)]
)
def test_what_is_no_text_is_undecodable(body):
    with pytest.raises(Undecodable):
        markup.decode(body, url="https://news.example/a")


def test_a_page_over_the_limit_is_too_large():
    with pytest.raises(TooLarge):
        markup.decode(b"<p>" + b"x" * markup.LARGEST)
