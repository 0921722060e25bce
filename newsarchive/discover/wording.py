"""What links say, in the languages of the news, that turn a list's page, load more of it, or go on reading a story.

By language, each a pattern of the whole words, in lower case; what stands around them (arrows, dots) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Further pages of a list, wherever the link stands.
FURTHER = {
    "zh": r"下一?页|下一?頁|后一?页|後一?頁|下翻|向后|尾页|尾頁|末页|末頁|最后一?页|最後一?頁",
    "en": r"next\s+page|older\s+(posts|entries|news|stories|articles|items|messages)|last\s+page|previous\s+day",
    "ja": r"次の?\s?(ページ|頁|\d+\s?件)へ?|以前の記事",
    "ko": r"다음\s?(페이지|\d+개)|이전\s?글\s?보기",
    "de": r"nächste\s+seite|ältere\s+(beiträge|artikel|meldungen|einträge|nachrichten)|letzte\s+seite",
    "fr": r"page\s+suivante|(articles|billets|messages)\s+(plus\s+(anciens|vieux)|précédents)|dernière\s+page",
    "es": r"(página\s+siguiente|siguiente\s+página)|(entradas|noticias|artículos)\s+(más\s+)?(antigu[ao]s|anteriores)",
    "pt": r"próxima\s+página|página\s+seguinte|(postagens|posts|notícias|mensagens)\s+(mais\s+)?antig[ao]s",
    "it": r"pagina\s+successiva|(articoli|post)\s+((più\s+)?vecchi|meno\s+recenti|precedenti)",
    "nl": r"volgende\s+pagina|oudere\s+(berichten|artikelen)",
    "pl": r"następna\s+strona|starsze\s+(wpisy|posty|artykuły|aktualności)",
    "cs": r"(další|následující)\s+(strana|stránka)|starší\s+(články|příspěvky|zprávy|aktuality)",
    "sk": r"(ďalšia|nasledujúca)\s+(strana|stránka)|staršie\s+(články|príspevky|správy)",
    "hu": r"következő\s+oldal|(régebbi|korábbi)\s+(bejegyzések|cikkek|hírek)",
    "ro": r"pagina\s+următoare|(articole|postări)\s+mai\s+vechi",
    "sv": r"nästa\s+sida|äldre\s+(inlägg|artiklar|nyheter)",
    "da": r"næste\s+side|ældre\s+(indlæg|artikler|nyheder)",
    "no": r"neste\s+side|eldre\s+(innlegg|artikler|saker)",
    "fi": r"seuraava\s+sivu|vanhemmat\s+(artikkelit|kirjoitukset|uutiset|julkaisut)",
    "ru": r"следующая\s+страница|(более\s+)?(старые|предыдущие|ранние)\s+(записи|новости|статьи)|след\.",
    "uk": r"наступна\s+сторінка|(старіші|попередні)\s+(записи|новини)",
    "el": r"επόμενη\s+σελίδα|παλαιότερ(α|ες)\s+(άρθρα|νέα|αναρτήσεις|δημοσιεύσεις)",
    "tr": r"sonraki\s+sayfa|(daha\s+)?eski\s+(yazılar|haberler|kayıtlar)",
    "ar": r"الصفحة\s+التالية|(المقالات|التدوينات|الأخبار)\s+(الأقدم|السابقة)|مقالات\s+أقدم|رسائل\s+أقدم",
    "fa": r"صفحه\s*‌?(ی\s+)?بعد(ی)?|نوشته‌?های\s+(قدیمی‌?تر|پیشین)",
    "he": r"(ל?עמוד|לדף)\s+הבא|פוסטים\s+(ישנים|קודמים)(\s+יותר)?",
    "vi": r"trang\s+(sau|tiếp(\s+theo)?)|(bài|tin)\s+cũ\s+hơn",
    "id": r"halaman\s+(berikutnya|selanjutnya)|(postingan|pos|tulisan)\s+(yang\s+)?lebih\s+lama|pos-?pos\s+lama",
    "th": r"หน้าถัดไป",
    "hi": r"अगला\s+पृष्ठ|पुराने\s+पोस्ट",
}  # fmt: skip
#: Words that turn a list's page, and elsewhere lead on to the text of a story: the place decides.
PERHAPS = {
    "en": r"next|last|older",
    "ja": r"次へ",
    "ko": r"다음",
    "es": r"siguiente|última",
    "fr": r"suivante?s?|dernière",
    "de": r"weiter|nächste[rs]?|letzte|ältere",
    "it": r"successiv[aoi]|avanti|ultima",
    "pt": r"próxim[ao]|seguinte|última",
    "nl": r"volgende|laatste",
    "pl": r"następn[aey]|ostatnia",
    "cs": r"další|následující|poslední",
    "sk": r"ďalš(ia|ie)|nasledujúc[ae]",
    "hu": r"következő|utolsó",
    "ro": r"următoarea|următorul|înainte",
    "sv": r"nästa|sista",
    "da": r"næste",
    "no": r"neste",
    "fi": r"seuraava",
    "ru": r"далее|вперед|вперёд|следующая|конец|последняя",
    "uk": r"далі|наступна|вперед",
    "el": r"επόμεν[ηοα]",
    "tr": r"sonraki|ileri|son",
    "ar": r"التالي(ة)?",
    "fa": r"بعد(ی)?",
    "he": r"הבא(ה)?",
    "vi": r"tiếp(\s+theo)?|sau",
    "id": r"berikutnya|selanjutnya",
    "th": r"ถัดไป",
    "hi": r"अगला",
}
#: Buttons that load more of a list.
LOADS = {
    "zh": r"(点击)?加载更多|查看更多|显示更多|更多|載入更多",
    "en": r"(load|show|view|see)\s+more(\s+\w+)?|more(\s+\w+)?",
    "ja": r"もっと(見る|読む)|さらに(表示|読み込む)",
    "ko": r"더\s?보기",
    "de": r"mehr(\s+\w+)?|weitere(\s+\w+)?",
    "fr": r"(voir|afficher|charger)\s+plus(\s+.{1,20})?|plus\s+d['’]\w+",
    "es": r"(cargar|ver|mostrar)\s+más(\s+\w+)?",
    "pt": r"(carregar|ver|mostrar)\s+mais(\s+\w+)?",
    "it": r"(carica|mostra)\s+altr[eio]|mostra\s+di\s+più",
    "nl": r"(meer|toon\s+meer)(\s+\w+)?",
    "pl": r"(pokaż|wczytaj|załaduj|zobacz)\s+więcej",
    "cs": r"(načíst|zobrazit)\s+(další|více)",
    "sk": r"(načítať|zobraziť)\s+(ďalšie|viac)",
    "hu": r"(több|további)\s+(\w+\s+)?(betöltése|megjelenítése)|még\s+több(\s+\w+)?",
    "ro": r"(încarcă|vezi|arată)\s+mai\s+mult(e)?",
    "sv": r"(visa|ladda)\s+(fler|mer)",
    "da": r"(vis|indlæs|hent)\s+flere",
    "no": r"(vis|last(\s+inn)?)\s+flere",
    "fi": r"(näytä|lataa)\s+lisää",
    "ru": r"(показать|загрузить)\s+ещ[её]|ещ[её](\s+\w+)?",
    "uk": r"(показати|завантажити)\s+(ще|більше)",
    "el": r"(περισσότερα|φόρτωση\s+περισσότερων)",
    "tr": r"daha\s+fazla(\s+\w+)?",
    "ar": r"(تحميل|عرض)\s+المزيد|المزيد",
    "fa": r"(نمایش\s+)?بیشتر",
    "he": r"(טען|הצג)\s+עוד|עוד",
    "vi": r"xem\s+thêm|tải\s+thêm",
    "id": r"(muat|lihat)\s+lebih\s+banyak",
    "th": r"(โหลด|ดู)เพิ่มเติม",
    "hi": r"और\s+(देखें|लोड\s+करें)",
}
#: Links that say "go on reading", never what.
READS_ON = {
    "zh": r"更多|详情|详细|查看(详情|更多|全文)?|阅读(全文|更多)?|全文|了解(更多|详情)",
    "en": r"more|read\s?more|read\s+(on|the\s+story)|details?|continue.*"
    r"|(see|view|show)\s+all.*|all\s+(news|posts|articles|stories)",
    "ja": r"続き(を読む)?|詳しく(は|見る|読む).{0,6}|詳細(を見る)?|もっと(見る|読む)|一覧(を見る|へ)?",
    "ko": r"더\s?보기|자세히(\s?보기)?|전체\s?보기",
    "de": r"weiterlesen.*|(mehr|weiter)(\s+(lesen|erfahren|dazu|informationen))?|zum\s+(artikel|beitrag)|alle\s+\w+",
    "fr": r"lire\s+(la\s+suite|plus|l['’]article).*|en\s+savoir\s+plus.*|tou(te)?s\s+les\s+\w+",
    "es": r"(leer|ver|saber)\s+más.*|leer.*|seguir\s+leyendo|tod[ao]s\s+l[ao]s\s+\w+",
    "pt": r"(leia|ler|saiba|ver)\s+mais.*|continue\s+(lendo|a\s+ler)|tod[ao]s\s+[ao]s\s+\w+",
    "it": r"leggi.*|continua(\s+a\s+leggere)?|tutte\s+le\s+\w+",
    "nl": r"lees\s+(meer|verder).*",
    "pl": r"czytaj\s+(więcej|dalej).*|więcej|zobacz\s+więcej",
    "cs": r"(číst|zobrazit)\s+(dále|více|celé).*|více|celý\s+článek",
    "sk": r"(čítať|zobraziť)\s+(ďalej|viac).*|viac|celý\s+článok",
    "hu": r"tovább(\s+olvasom)?|bővebben|részletek|elolvasom",
    "ro": r"(citește|află|vezi)\s+mai\s+mult.*",
    "sv": r"läs\s+(mer|vidare).*",
    "da": r"læs\s+mere.*",
    "no": r"les\s+mer.*",
    "fi": r"lue\s+lisää.*",
    "ru": r"читать.*|подробнее.*|далее|все\s+новости",
    "uk": r"читати.*|детальніше.*|докладніше.*|далі|усі\s+новини",
    "el": r"(διαβάστε\s+)?περισσότερα",
    "tr": r"devamı(nı\s+oku)?.*|detay(lar)?",
    "ar": r"(اقرأ|إقرأ|قراءة)\s+المزيد|أكمل\s+القراءة|المزيد|التفاصيل",
    "fa": r"(ادامه(\s+مطلب)?|بیشتر(\s+بخوانید)?)",
    "he": r"(קרא(ו)?|לקריאת)\s+(עוד|המשך).*",
    "vi": r"xem\s+(thêm|tiếp|chi\s+tiết)|đọc\s+(thêm|tiếp)",
    "id": r"(baca\s+)?selengkapnya|baca\s+(juga|lebih\s+lanjut)",
    "th": r"อ่าน(ต่อ|เพิ่มเติม)",
    "hi": r"(और|आगे)\s+पढ़ें",
}  # fmt: skip


def said(words: dict[str, str], more: Iterable[str] = ()) -> re.Pattern[str]:
    """A pattern that fits a link's words as a whole, in any of the languages; `more` are forms without words.

    >>> bool(said(FURTHER).match("« Ältere Beiträge")), bool(said(FURTHER).match("The older Miss Bennet"))
    (True, False)
    """
    return re.compile(rf"^[\W_]*(?:{'|'.join((*words.values(), *more))})[\W_]*$", re.IGNORECASE)
