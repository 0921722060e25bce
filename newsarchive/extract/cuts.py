"""What a page says where it ends before its article does: go on reading, for subscribers only; by language.

A line that sends readers on says nothing else, or ends a paragraph; what asks for a subscription may say it in many
words, all of which hold one of a few stems. So lines are compared with few patterns, though the table is long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cut:
    """Words of one language; `example` is a line of them."""

    words: str
    example: str
    stems: tuple[str, ...] = ()
    """Of which one stands in every such line, in lower case; () for a line that is compared whole."""


#: What leads to the rest of this article, and of no other.
ON = (
    Cut(
        r"(?:click (?:here )?to )?(?:continue|keep) reading(?: (?:the|this) (?:main |full )?(?:story|"
        r"article))?|(?:click (?:here )?to )?read (?:the |this )?(?:full|whole|entire|complete|"
        r"rest)(?: (?:of )?(?:the |this )?(?:story|article|report|post|text|piece|interview|"
        r"release))?(?: here)?|(?:view|see|show) (?:the )?full (?:story|article|text)",
        "Read the full story",
    ),
    Cut(
        r"(?:hier )?weiter ?lesen|(?:lesen sie )?(?:hier )?(?:zum |den |die )?(?:ganzen?|vollständigen?|"
        r"kompletten?|gesamten?) (?:artikel|text|beitrag|bericht|meldung)(?: (?:hier )?(?:lesen|anzeigen))?|"
        r"(?:artikel|text|beitrag) (?:weiter|vollständig|ganz|komplett) ?(?:lesen|anzeigen)|"
        r"jetzt weiter ?lesen",
        "Den ganzen Artikel lesen",
    ),
    Cut(
        r"(?:lire|voir) la suite(?: de (?:l['’]article|cet article))?|(?:lire|voir) l['’](?:article|"
        r"intégralité)(?: (?:complet|entier|en entier|intégral|de l['’]article))|(?:continuer|"
        r"poursuivre) (?:la|à|ma|votre) ?(?:lecture|lire)|cliquez ici pour lire la suite",
        "Lire la suite…",
    ),
    Cut(
        r"(?:seguir|sigue|siga|continuar|continúe|continúa) leyendo(?: (?:la nota|el artículo))?|(?:leer|"
        r"lea|ver) (?:el |la )?(?:artículo|nota|noticia|texto) (?:completo|completa|entero|entera)",
        "Seguir leyendo",
    ),
    Cut(
        r"(?:continuar?|continue)(?: a)? (?:lendo|ler|leitura)|continuar a leitura|(?:ler|leia|ver) (?:o |"
        r"a )?(?:artigo|texto|matéria|notícia|reportagem) (?:complet[oa]|inteir[oa]|na íntegra)",
        "Continuar lendo",
    ),
    Cut(
        r"(?:continua|prosegui) (?:a leggere|la lettura)|continua|leggi tutto(?: l['’]articolo)?|"
        r"leggi (?:l['’]articolo|il testo|la notizia) (?:complet[oa]|inter[oa]|integrale)|"
        r"leggi il resto(?: dell['’]articolo)?",
        "Continua a leggere",
    ),
    Cut(
        r"czytaj (?:dalej|całość|cały (?:artykuł|tekst)|resztę)|przeczytaj (?:całość|cały (?:artykuł|"
        r"tekst))|ciąg dalszy(?: artykułu)?",
        "Czytaj dalej",
    ),
    Cut(
        r"читать (?:далее|дальше|полностью|продолжение|весь (?:текст|материал)|всю статью|статью полностью)|"
        r"(?:показать|развернуть) (?:полностью|текст полностью|весь текст)|продолжить чтение|читати (?:далі|"
        r"повністю)",
        "Читать далее",
    ),
    Cut(
        r"(?:συνέχεια|συνεχίστε) (?:την )?ανάγνωσης?|διαβάστε (?:τη|όλη τη) συνέχεια|διαβάστε (?:ολόκληρο|"
        r"όλο) το (?:άρθρο|κείμενο)|διαβάστε περισσότερα",
        "Συνέχεια ανάγνωσης",
    ),
    Cut(
        r"(?:haberin |yazının )?devamı(?:nı)? (?:oku|okuyun|için tıklayın(?:ız)?)|(?:haberin|"
        r"yazının) devamı|okumaya devam (?:et|edin)|tamamını oku",
        "Devamını oku",
    ),
    Cut(
        r"(?:点击|點擊|點選)?(?:查看|阅读|閱讀|展开|展開|显示|顯示|看)?(?:全文|余下全文|餘下全文|剩余全文|"
        r"原文全文)|(?:继续|繼續)(?:阅读|閱讀)|(?:阅读|閱讀)(?:原文|剩余部分)",
        "点击查看全文>>",
    ),
    Cut(
        r"(?:この)?(?:記事|ニュース)?の?続き(?:を(?:読む|見る)|は(?:こちら|こちらから)?)|"
        r"(?:記事)?(?:の)?全文(?:を(?:読む|見る|表示(?:する)?)|はこちら)",
        "続きを読む",
    ),
    Cut(
        r"(?:기사 ?)?(?:전체|전문)(?: ?기사)? ?(?:더 ?)?(?:보기|읽기)|계속 ?(?:읽기|보기)|기사 ?(?:더 ?보기|"
        r"계속 ?보기)",
        "기사 전문 보기",
    ),
    Cut(
        r"(?:تابع|متابعة|لمتابعة|أكمل|إكمال|لإكمال|مواصلة|واصل) (?:ال)?قراءة(?: (?:المقال|الخبر))?|(?:اقرأ|"
        r"لقراءة) (?:المقال|الخبر) (?:كاملا|كاملًا|كاملاً|كامل)",
        "متابعة القراءة",
    ),
    Cut(
        r"(?:ל?המשך|המשיכו|המשך) (?:ה?קריאה|לקרוא)|לכתבה המלאה|קראו את הכתבה המלאה",
        "להמשך קריאה",
    ),
    Cut(
        r"आगे पढ़ें|(?:पूरी|पूरा) (?:खबर|ख़बर|लेख|समाचार) पढ़ें",
        "पूरी खबर पढ़ें",
    ),
    Cut(
        r"อ่านต่อ(?:ทั้งหมด)?|อ่าน(?:ข่าว)?(?:ทั้งหมด|ฉบับเต็ม)",
        "อ่านต่อ",
    ),
    Cut(
        r"(?:đọc|xem) tiếp|(?:đọc|xem) (?:toàn bộ|toàn văn)(?: bài viết)?",
        "Đọc tiếp",
    ),
    Cut(
        r"lees verder|verder lezen|lees het (?:hele|volledige) artikel|fortsett å lese|"
        r"les (?:hele )?(?:saken|artikkelen)|läs (?:hela )?(?:artikeln|vidare)|fortsätt läsa|"
        r"læs (?:hele )?(?:artiklen|videre)|číst (?:dál|dále)|celý článek|tovább (?:olvasom|"
        r"a (?:teljes )?cikkhez)|citește (?:tot articolul|continuarea)|lue koko (?:juttu|artikkeli)|"
        r"jatka lukemista",
        "Lees verder",
    ),
)
#: The same, or more of other articles: what stands around a line tells.
MORE = (
    Cut(
        r"read (?:more|on)|(?:show|see|view) more|more",
        "Read more",
    ),
    Cut(
        r"mehr (?:lesen|anzeigen)|lire plus|lire davantage|voir plus|leer más|ver más|leia mais|ler mais|"
        r"ver mais|leggi(?: di)? più|vedi altro|czytaj więcej|pokaż więcej|więcej|подробнее|показать (?:еще|"
        r"ещё)|lees meer|les mer|läs mer|læs mere|citește mai (?:mult|departe)|více",
        "Mehr lesen",
    ),
    Cut(
        r"περισσότερα|daha fazla(?:sı)?|devamı|(?:اقرأ|لقراءة|عرض|قراءة) المزيد|المزيد|קרא(?:ו)? עוד|עוד|"
        r"और पढ़ें|อ่านเพิ่มเติม|ดูเพิ่มเติม|(?:đọc|xem) thêm",
        "اقرأ المزيد",
    ),
    Cut(
        r"(?:查看|阅读|閱讀|看|点击)?更多(?:内容|內容)?|もっと(?:見る|読む)|더 ?(?:보기|읽기)",
        "查看更多",
    ),
)
#: What asks for a subscription, or an account.
GATES = (
    Cut(
        r"subscribe (?:now |today )?(?:to|and|for) (?:continue|read|keep|unlock|finish|full|get full|"
        r"access)|already an? (?:\w+ )?(?:subscriber|member)|subscribers? only|(?:for|"
        r"to) (?:\w+ ){0,2}subscribers\W*$|(?:is|are) (?:only |exclusively )?(?:for|available to|"
        r"reserved for|exclusive to) (?:\w+ ){0,2}(?:subscribers|members)|exclusive to (?:\w+ )?subscribers|"
        r"(?:log|sign) in or subscribe|subscription (?:is )?(?:required|to (?:read|continue))",
        "This article is for subscribers only.",
        ("subscri", "member"),
    ),
    Cut(
        r"(?:to|and) continue reading|(?:reached|used) (?:\w+ )*?(?:limit|articles)|(?:last|"
        r"remaining) free (?:article|story)|(?:sign in|log in|register|sign up)(?: \w+){0,4} to (?:read|"
        r"continue|keep|unlock)",
        "You have reached your limit of free articles.",
        ("continue reading", "free", "to read", "to unlock", "to continue"),
    ),
    Cut(
        r"(?:nur|exklusiv|ausschließlich) für (?:\w+ )?(?:\w*abonnent|\w*kund|mitglied|registriert)|"
        r"reserviert für abonnent|(?:mit|ohne) (?:\w+ ){0,3}\w*abo(?:nnement)?\b.*lesen|weiter ?lesen mit|"
        r"kein (?:\w+ )?abo\b|(?:bereits|schon) (?:\w+ )?(?:\w*abonnent|abonniert|registriert|kunde|"
        r"mitglied)|(?:testen|abonnieren|freischalten|anmelden|"
        r"registrieren) und (?:\w+ ){0,3}(?:weiter)?lesen|(?:artikel|text|inhalt) freischalten|"
        r"um (?:\w+ ){1,3}(?:artikel|text|beitrag|bericht) (?:\w+ )?(?:zu lesen|(?:\w+ )?lesen zu können|"
        r"weiterzulesen)",
        "Dieser Artikel ist nur für Abonnenten.",
        ("abo", "weiterlesen", "weiter lesen", "registrier", "freischalten", "zu lesen"),
    ),
    Cut(
        r"réservée?s? (?:aux|à nos) (?:\w+ )?abonné|il vous reste \d+\s*%|"
        r"abonnez[- ]vous (?:\w+ ){0,3}(?:pour|et) (?:lire|continuer|accéder|découvrir)|déjà (?:un )?abonné|"
        r"(?:pour|de) lire la suite|s['’]abonner pour lire",
        "La suite est réservée aux abonnés.",
        ("abonn", "il vous reste", "lire la suite"),
    ),
    Cut(
        r"(?:exclusiv[oa]s?|reservad[oa]s?|sol[oa]|sólo) (?:para|a|de) (?:\w+ )?(?:suscriptor|socios)|"
        r"suscríb(?:ete|ase)(?: \w+){0,3} (?:para|y) (?:\w+ )?(?:seguir|sigue|lee|continu|acced)|ya (?:eres|"
        r"es usted|soy|es) suscriptor",
        "Contenido exclusivo para suscriptores",
        ("suscri", "suscrí"),
    ),
    Cut(
        r"(?:exclusiv[oa]s?|reservad[oa]s?|só|apenas|somente) (?:para|a|de|aos) (?:\w+ )?(?:assinantes|"
        r"subscritores)|assine(?: \w+){0,3} (?:para|e) (?:\w+ )?(?:continu|ler|le[ir]a|ter|tenha)|"
        r"já é (?:nosso )?(?:assinante|subscritor)",
        "Conteúdo exclusivo para assinantes.",
        ("assin", "subscrit"),
    ),
    Cut(
        r"(?:riservat|esclusiv|dedicat|sol)[oaie]?\w* (?:\w+ )?(?:ai|agli|a|per|gli) (?:\w+ )?abbonati|"
        r"abbonat[ie](?:vi)?(?: \w+){0,3} (?:per|e) (?:\w+ )?(?:continu|legg|prosegu)|già abbonat",
        "Sei già abbonato? Accedi",
        ("abbonat",),
    ),
    Cut(
        r"(?:tylko|wyłącznie) dla (?:\w+ )?(?:prenumerator|subskrybent|abonent|zalogowan)|(?:masz|"
        r"posiadasz) już (?:\w+ )?(?:prenumerat|subskrypcj|dostęp|konto)|pozostało (?:\w+ ){0,3}\d+\s*%|"
        r"(?:kup|wykup|wybierz) (?:\w+ )?(?:dostęp|prenumerat|subskrypcj)|(?:aby|żeby|by) (?:czytać|"
        r"przeczytać) (?:dalej|cał)",
        "Artykuł dostępny tylko dla prenumeratorów",
        ("prenumerat", "subskry", "abonent", "pozostało", "dostęp", "konto", "dalej", "zalogowan"),
    ),
    Cut(
        r"(?:только|исключительно) (?:для (?:\w+ )?(?:подписчик|зарегистрир)|подписчикам|по подписке)|"
        r"(?:уже )?есть подписка|уже подписаны|(?:оформите|купите|"
        r"подключите)(?: \w+){0,2} подписку(?: \w+){0,2},? (?:чтобы|для|и)|"
        r"подпишитесь(?: \w+){0,2},? (?:чтобы|для) (?:чита|чтени|прочит|дочит|продолж)|доступ\w* по подписке",
        "Материал доступен только подписчикам.",
        ("подпис", "зарегистр"),
    ),
    Cut(
        r"(?:μόνο|αποκλειστικά) (?:για|σε|στους|από) (?:τους )?(?:\w+ )?(?:συνδρομητές|μέλη)|γίν(?:ετε|"
        r"ε) (?:\w+ )?συνδρομητής|είστε (?:ήδη )?συνδρομητής",
        "Αποκλειστικά για συνδρομητές",
        ("συνδρομητ", "μέλη"),
    ),
    Cut(
        r"(?:yalnızca|sadece|yalnız) (?:\w+ )?(?:abone|üye)|(?:abonelere|üyelere|abonelerimize) özel|"
        r"devam etmek için (?:\w+ ){0,3}(?:abone|üye|giriş)|zaten (?:abone|üye)",
        "Bu içerik yalnızca abonelere özeldir.",
        ("abone", "üye", "giriş"),
    ),
    Cut(
        r"(?:付费|收费|会员|订阅|訂閱|付費|會員|登录|登入|注册)(?:内容|內容|文章|用户|訂戶|订户|会员|會員|"
        r"后|後)*[，,]?(?:可|即可|才能|方可|开通会员)?(?:继续|繼續)?(?:阅读|閱讀|查看|观看|畅读|暢讀|专享|"
        r"專享|独享|獨享|可见|限定)|(?:为|為|是|属于)(?:付费|付費|收费|会员|會員)(?:内容|內容|文章)|(?:仅|"
        r"僅|只)?(?:限|供)(?:订阅|訂閱|付费|付費)?(?:会员|會員|订户|訂戶|用户)|(?:开通|加入|成为|"
        r"成為)(?:会员|會員)[^。]{0,8}(?:阅读|閱讀|畅读|暢讀|全文)|(?:剩余|还剩|剩餘|尚餘)\s*\d+\s*%",
        "登录后阅读全文",
        ("付费", "付費", "收费", "会员", "會員", "订阅", "訂閱", "登录", "登入", "剩", "订户", "訂戶", "尚餘"),
    ),
    Cut(
        r"(?:有料|会員|購読者|登録者)(?:会員|記事|登録者)*(?:です|限定|専用|に限|のみ)|有料(?:会員|記事)|"
        r"残り\s*[:：]?\s*[\d,]+\s*文?字|(?:ここから先|この続き|続き)は[^。]{0,12}(?:会員|有料|登録|購読|"
        r"ログイン)|(?:登録|ログイン|購読|入会)[^。]{0,12}続き|続きを[^。]{0,8}(?:には|場合は)|会員限定",
        "この記事は有料会員限定です。",
        ("有料", "会員", "残り", "続き", "購読"),
    ),
    Cut(
        r"(?:유료|구독|정기구독|멤버십|프리미엄|로그인)\s?(?:회원|구독자|독자|가입자)?\s?(?:전용|만\s|"
        r"에게만|에 한해|한정)|(?:구독|로그인|가입)(?:하시면|하면|하고|한 ?후|후에?)[^.]{0,16}(?:읽|볼 수|"
        r"보실|이용)",
        "유료 구독자만 볼 수 있는 기사입니다.",
        ("유료", "구독", "로그인", "멤버십", "프리미엄", "가입"),
    ),
    Cut(
        r"للمشتركين فقط|(?:حصري|حصريا|متاح|مخصص|محتوى) (?:ل|لل)?لمشتركين|للمشتركين|"
        r"اشترك (?:\w+ )?ل(?:متابعة|مواصلة|قراءة|إكمال)",
        "هذا المحتوى للمشتركين فقط.",
        ("مشترك", "اشترك"),
    ),
    Cut(
        r"ל?מנויים בלבד|(?:הצטרפו|הירשמו|התחברו)[^.]{0,24}(?:להמשיך|להמשך|לקרוא)",
        "הכתבה זמינה למנויים בלבד.",
        ("מנויים", "להמש", "לקרוא"),
    ),
    Cut(
        r"(?:केवल|सिर्फ) (?:\S+ )?(?:सदस्यों|सब्सक्राइबर|ग्राहकों|मेंबर)|(?:सदस्यता|सब्सक्रिप्शन) ले|"
        r"सब्सक्राइब कर\S* [^।]{0,16}पढ़",
        "यह लेख केवल सदस्यों के लिए है।",
        ("सदस्य", "सब्सक्र", "ग्राहक", "मेंबर"),
    ),
    Cut(
        r"(?:สำหรับ|เฉพาะ)สมาชิก(?:เท่านั้น)?|สมัครสมาชิกเพื่อ|เข้าสู่ระบบเพื่ออ่าน",
        "สมัครสมาชิกเพื่ออ่านต่อ",
        ("สมาชิก", "เข้าสู่ระบบ"),
    ),
    Cut(
        r"(?:dành riêng cho|chỉ dành cho) (?:\w+ )?(?:thành viên|độc giả|hội viên|thuê bao|người)|"
        r"(?:đăng ký|đăng nhập|mua gói)(?: \w+){0,3} (?:để|và) (?:đọc|xem) (?:tiếp|toàn|đầy)",
        "Nội dung dành riêng cho thành viên.",
        ("dành", "đăng ký", "đăng nhập", "mua gói"),
    ),
    Cut(
        r"(?:alleen|exclusief) voor (?:\w+ )?abonnees|al (?:een )?abonnee|(?:endast|bara|kun|"
        r"bare) för? (?:\w+ )?(?:prenumeranter|abonnenter)|(?:pouze|jen) pro předplatitele|csak előfizető|"
        r"doar pentru abonați|vain tilaajille",
        "Alleen voor abonnees",
        ("abonnee", "prenumerant", "abonnenter", "předplatitel", "előfizet", "abonaț", "tilaaj"),
    ),
)

#: Characters of the longest line that is compared whole, and of the end of a longer one that is looked at.
_LONGEST, _LAST = 70, 240
#: How a line begins and ends that says nothing else.
_EDGE = r"[\W_]*(?:{})[\W_]*"
_ON = re.compile(_EDGE.format("|".join(cut.words for cut in ON)), re.IGNORECASE)
_MORE = re.compile(_EDGE.format("|".join(cut.words for cut in MORE)), re.IGNORECASE)
_GATES = [(re.compile(cut.words, re.IGNORECASE), cut.stems) for cut in GATES]
_STEMS = tuple(stem for cut in GATES for stem in cut.stems)
#: What stands in a paragraph before words of their own.
_BEFORE = (*".…!?。！？])】", "| ", " – ", " — ", " - ")


def leads_on(line: str, *, near: bool) -> str:
    """What a line says that leads to the rest of its article and nothing else; "" if it is another. `near`: right
    behind a text, what may also lead to other articles does."""
    if len(line) > _LONGEST:
        return ""
    told = _ON.fullmatch(line) or (_MORE.fullmatch(line) if near else None)
    return told[0].strip() if told else ""


def ending(paragraph: str) -> str:
    """The same of the last words of a paragraph, or of all of it."""
    words = paragraph[-_LAST:].rstrip(" .…»›→>]")
    start = max((words.rfind(mark) + len(mark) for mark in _BEFORE if mark in words), default=0)
    return leads_on(words[start:], near=True)


def gate(lines: Iterable[str]) -> str:
    """What in one of some lines asks for a subscription; "" if nothing does."""
    words = "\n".join(line[-_LAST:] for line in lines).lower()
    if not any(stem in words for stem in _STEMS):
        return ""
    asking = (pattern for pattern, stems in _GATES if any(stem in words for stem in stems))
    return next((told[0].strip() for pattern in asking if (told := pattern.search(words))), "")
