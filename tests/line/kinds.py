"""Pages of the kinds of sites that publish news without being newspapers: offices, hospitals, firms, clubs, blogs.

Each has the markup of its system, and around the text what such systems set there: two dates, counters, print buttons,
neighbours, tags, share bars, comments.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

#: Five paragraphs in each language: what a town tells of its bridge.
STORIES = {
    "en": (
        "The council voted on Tuesday evening to repair the old bridge before the winter comes, after years of talk.",
        "Engineers had warned that two of its piers were moving, and that lorries should be kept off the roadway.",
        "The work is to cost four million and to last until the spring; a ferry will run between the banks meanwhile.",
        "“We waited too long,” the mayor said after it, “and we are lucky that nobody was hurt in all that time.”",
        "Shopkeepers on the west bank fear for their trade, and have asked the council for help with their rents.",
    ),
    "de": (
        "Der Rat hat am Dienstagabend beschlossen, die alte Brücke noch vor dem Winter instand zu setzen.",
        "Gutachter hatten gewarnt, dass zwei Pfeiler nachgeben und dass Lastwagen die Fahrbahn meiden sollten.",
        "Die Arbeiten kosten vier Millionen Euro und dauern bis zum Frühjahr; solange verkehrt eine Fähre.",
        "„Wir haben zu lange gewartet“, sagte die Bürgermeisterin nach der Sitzung, „und wir hatten großes Glück.“",
        "Die Händler am Westufer fürchten um ihr Geschäft und bitten die Stadt um Hilfe bei den Mieten.",
    ),
    "fr": (
        "Le conseil municipal a décidé mardi soir de réparer le vieux pont avant l’hiver, après des années de débats.",
        "Les ingénieurs avaient averti que deux piles bougeaient et que les camions devaient éviter la chaussée.",
        "Les travaux coûteront quatre millions d’euros et dureront jusqu’au printemps ; un bac assurera la traversée.",
        "« Nous avons trop attendu », a reconnu la maire après le vote, « et nous avons eu beaucoup de chance. »",
        "Les commerçants de la rive ouest craignent pour leur activité et demandent une aide pour leurs loyers.",
    ),
    "es": (
        "El pleno acordó el martes por la noche reparar el puente viejo antes del invierno, tras años de debate.",
        "Los ingenieros habían advertido de que dos pilares cedían y de que los camiones debían evitar la calzada.",
        "Las obras costarán cuatro millones de euros y durarán hasta la primavera; mientras tanto habrá una barca.",
        "«Hemos esperado demasiado», dijo la alcaldesa tras la votación, «y hemos tenido muchísima suerte».",
        "Los comerciantes de la orilla oeste temen por su negocio y piden al ayuntamiento ayuda con los alquileres.",
    ),
    "it": (
        "Il consiglio ha deciso martedì sera di riparare il vecchio ponte prima dell’inverno, dopo anni di liti.",
        "Gli ingegneri avevano avvertito che due piloni cedevano e che i camion dovevano evitare la carreggiata.",
        "I lavori costeranno quattro milioni di euro e dureranno fino alla primavera; intanto ci sarà un traghetto.",
        "«Abbiamo aspettato troppo», ha detto la sindaca dopo il voto, «e abbiamo avuto davvero molta fortuna».",
        "I negozianti della riva ovest temono per i loro affari e chiedono al comune un aiuto per gli affitti.",
    ),
    "pl": (
        "Rada zdecydowała we wtorek wieczorem o naprawie starego mostu jeszcze przed zimą, po latach dyskusji.",
        "Inżynierowie ostrzegali, że dwa filary się poruszają i że ciężarówki powinny omijać jezdnię.",
        "Prace będą kosztować cztery miliony złotych i potrwają do wiosny; w tym czasie kursować będzie prom.",
        "„Czekaliśmy zbyt długo”, powiedziała burmistrz po głosowaniu, „i mieliśmy naprawdę wiele szczęścia”.",
        "Sklepikarze z zachodniego brzegu obawiają się o swoje obroty i proszą miasto o pomoc w czynszach.",
    ),
    "ru": (
        "Совет во вторник вечером решил отремонтировать старый мост ещё до зимы, после многолетних споров.",
        "Инженеры предупреждали, что две опоры сдвигаются и что грузовикам не следует выезжать на проезжую часть.",
        "Работы обойдутся в четыре миллиона рублей и продлятся до весны; всё это время будет ходить паром.",
        "«Мы ждали слишком долго, — сказала глава города после голосования, — и нам очень повезло».",
        "Торговцы с западного берега опасаются за свою выручку и просят город помочь им с арендной платой.",
    ),
    "pt": (
        "A câmara decidiu na terça-feira à noite reparar a ponte velha antes do inverno, depois de anos de debate.",
        "Os engenheiros tinham avisado que dois pilares cediam e que os camiões deviam evitar a faixa de rodagem.",
        "As obras custarão quatro milhões de euros e durarão até à primavera; entretanto haverá uma barca.",
        "“Esperámos demasiado”, disse a presidente depois da votação, “e tivemos mesmo muita sorte.”",
        "Os comerciantes da margem oeste receiam pelo negócio e pedem à câmara ajuda para as rendas.",
    ),
    "tr": (
        "Meclis, yıllar süren tartışmanın ardından eski köprünün kıştan önce onarılmasına salı akşamı karar verdi.",
        "Mühendisler iki ayağın kaydığını ve kamyonların yola çıkmaması gerektiğini daha önce bildirmişti.",
        "Çalışmalar dört milyon liraya mal olacak ve bahara kadar sürecek; bu sürede bir vapur işleyecek.",
        "“Çok uzun süre bekledik” diyen belediye başkanı oylamadan sonra “gerçekten şanslıydık” diye ekledi.",
        "Batı yakasındaki esnaf işlerinden endişe ediyor ve belediyeden kiralar için yardım istiyor.",
    ),
    "el": (
        "Το συμβούλιο αποφάσισε την Τρίτη το βράδυ να επισκευάσει την παλιά γέφυρα πριν από τον χειμώνα.",
        "Οι μηχανικοί είχαν προειδοποιήσει ότι δύο βάθρα μετακινούνται και ότι τα φορτηγά πρέπει να την αποφεύγουν.",
        "Τα έργα θα κοστίσουν τέσσερα εκατομμύρια ευρώ και θα διαρκέσουν ως την άνοιξη· θα υπάρχει πορθμείο.",
        "«Περιμέναμε πάρα πολύ», είπε η δήμαρχος μετά την ψηφοφορία, «και σταθήκαμε πραγματικά τυχεροί».",
        "Οι έμποροι της δυτικής όχθης φοβούνται για τις δουλειές τους και ζητούν βοήθεια για τα ενοίκια.",
    ),
    "zh": (
        "市政府常务会议星期二晚决定，在入冬之前对老桥进行全面维修，这一问题此前已经讨论多年。",
        "专家组早前提出警告，两座桥墩出现位移，重型货车不宜继续在桥面上通行，必须尽快加固。",
        "工程总投资四百万元，工期将持续到明年春天，施工期间两岸之间由临时轮渡负责接送居民。",
        "“我们等得太久了，”市长在会后表示，“所幸这么长时间里没有人因此受伤，今后要引以为戒。”",
        "西岸的商户担心施工影响生意，希望政府在租金方面给予适当补助，有关部门表示将认真研究。",
    ),
    "ja": (
        "市議会は火曜日の夜、長年の議論を経て、冬が来る前に古い橋を修理することを決定しました。",
        "技術者は以前から、二本の橋脚が動いており、大型車の通行を控えるべきだと警告していました。",
        "工事の費用は四億円で、来年の春まで続く予定です。その間、両岸の間には渡し船が運航します。",
        "市長は採決の後、「待たせすぎてしまいました。けが人が出なかったのは幸運でした」と述べました。",
        "西岸の商店主は売り上げへの影響を心配しており、市に対して家賃の補助を求めています。",
    ),
    "ko": (
        "시의회는 오랜 논의 끝에 겨울이 오기 전에 낡은 다리를 보수하기로 화요일 저녁에 의결했다.",
        "기술자들은 두 개의 교각이 움직이고 있으며 화물차의 통행을 막아야 한다고 경고해 왔다.",
        "공사에는 사백만 달러가 들고 내년 봄까지 이어지며, 그동안 양안 사이에는 나룻배가 다닌다.",
        "시장은 표결이 끝난 뒤 “너무 오래 기다렸지만 다친 사람이 없어 정말 다행이다”라고 말했다.",
        "서쪽 상인들은 매출이 줄어들 것을 걱정하며 시에 임대료를 지원해 달라고 요청했다.",
    ),
    "ar": (
        "قرر المجلس مساء الثلاثاء إصلاح الجسر القديم قبل حلول فصل الشتاء بعد سنوات طويلة من النقاش.",
        "وكان المهندسون قد حذروا من أن دعامتين من دعاماته تتحركان وأن على الشاحنات ألا تعبر الطريق.",
        "وستبلغ تكلفة الأعمال أربعة ملايين وتستمر حتى الربيع، وستعمل عبّارة بين الضفتين خلال هذه الفترة.",
        "وقالت رئيسة البلدية بعد التصويت: «لقد انتظرنا طويلا، ومن حسن حظنا أن أحدا لم يصب بأذى».",
        "ويخشى أصحاب المتاجر في الضفة الغربية على تجارتهم وقد طلبوا من المجلس مساعدتهم في الإيجارات.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A page in pages/, all of the same day, and what must be read of it."""

    name: str
    file: str
    language: str
    title: str
    url: str
    first: str = ""
    """The first line of its text; "": that of the story."""
    last: str = ""
    """The last line, likewise."""
    updated: str = ""
    """The day of its last change, where it has a <time> for it."""

    @property
    def html(self) -> str:
        """The page, with the story of its language in it."""
        story = "\n".join(f"<p>{words}</p>" for words in STORIES[self.language])
        markup = (_PAGES / f"{self.file}.html").read_text(encoding="utf-8")
        return markup.replace("{story}", story)

    @property
    def lines(self) -> tuple[str, str]:
        """The first and the last line of its text."""
        story = STORIES[self.language]
        return self.first or story[0], self.last or story[-1]


_PAGES = Path(__file__).with_name("pages")
#: The day of each of them.
DAY = "2024-03-12"

KINDS = (
    Kind(
        "a press release under embargo, with its two days",
        "release-under-embargo",
        "en",
        "Old bridge to be repaired before winter",
        "https://www.town.example/node/4711",
    ),
    Kind(
        "a press release with a letterhead, a contact and its end mark",
        "release-with-letterhead",
        "en",
        "Council Votes to Repair Old Bridge",
        "https://www.town.example/node/4711",
    ),
    Kind(
        "a blog post that was updated",
        "blog-updated",
        "en",
        "Why the bridge took so long",
        "https://bank.example/posts/why-the-bridge/",
        updated="2024-04-02",
    ),
    Kind(
        "a blog of plain text without a head that tells machines anything",
        "blog-plain",
        "en",
        "The bridge, at last",
        "https://bank.example/bridge.html",
    ),
    Kind(
        "a German town's site, with a print button and a Stand",
        "town-german",
        "de",
        "Alte Brücke wird vor dem Winter saniert",
        "https://www.town.example/node/4711",
    ),
    Kind(
        "a French town hall's site, published and brought up to date",
        "town-french",
        "fr",
        "Le vieux pont sera réparé avant l’hiver",
        "https://www.town.example/node/4711",
    ),
    Kind(
        "a Spanish town hall's site with the day of its last change",
        "town-spanish",
        "es",
        "El puente viejo se reparará antes del invierno",
        "https://www.town.example/node/4711",
    ),
    Kind(
        "an Italian municipality's site",
        "town-italian",
        "it",
        "Il vecchio ponte sarà riparato prima dell’inverno",
        "https://www.town.example/node/4711",
        first="Descrizione",
    ),
    Kind(
        "a Polish commune's site with a counter",
        "town-polish",
        "pl",
        "Stary most zostanie naprawiony przed zimą",
        "https://www.town.example/node/4711",
    ),
    Kind(
        "a Turkish municipality's site",
        "town-turkish",
        "tr",
        "Eski köprü kıştan önce onarılacak",
        "https://www.town.example/node/4711",
    ),
    Kind(
        "a Chinese tender notice with its files, its issuer and its day",
        "tender-chinese",
        "zh",
        "老桥维修工程施工招标公告",
        "http://ggzy.town.example/zb/4711.html",
        first="一、项目名称：老桥维修工程",
        last="2024年3月12日",
    ),
    Kind(
        "an English tender notice of labelled lines",
        "tender-english",
        "en",
        "Tender notice: repair of the old bridge",
        "https://www.town.example/node/4711",
        first="The Port Authority invites sealed bids from qualified firms for the repair of the old bridge.",
        last="Closing date: 2 April 2024, 09:30. Bids that come later are not opened.",
    ),
    Kind(
        "a Chinese hospital's news",
        "hospital-chinese",
        "zh",
        "我院与市桥梁公司开展义诊活动",
        "http://www.hospital.example/xwzx/4711.html",
    ),
    Kind(
        "an English hospital's news",
        "hospital-english",
        "en",
        "Hospital opens clinic on the west bank",
        "https://www.hospital.example/news/clinic",
    ),
    Kind(
        "WordPress in German",
        "wordpress-in-german",
        "de",
        "Rat beschließt Sanierung der Brücke",
        "https://verein.example/2024/03/rat-beschliesst/",
    ),
    Kind(
        "WordPress in French",
        "wordpress-in-french",
        "fr",
        "Le pont sera réparé",
        "https://quai.example/le-pont/",
        updated="2024-03-14",
    ),
    Kind(
        "WordPress in Spanish",
        "wordpress-in-spanish",
        "es",
        "El puente se reparará",
        "https://vecinos.example/el-puente/",
    ),
    Kind(
        "WordPress in Italian, with a lead that repeats the headline",
        "wordpress-in-italian",
        "it",
        "Il ponte sarà riparato",
        "https://circolo.example/il-ponte/",
    ),
    Kind("WordPress in Polish", "wordpress-in-polish", "pl", "Most będzie naprawiony", "https://rzeka.example/most/"),
    Kind(
        "WordPress in Russian", "wordpress-in-russian", "ru", "Мост отремонтируют до зимы", "https://reka.example/most/"
    ),
    Kind(
        "Joomla in Portuguese",
        "joomla-in-portuguese",
        "pt",
        "Ponte velha reparada antes do inverno",
        "https://www.town.example/node/4711",
        updated="2024-03-15",
    ),
    Kind(
        "a ministry's page with its days in a list of terms",
        "ministry",
        "en",
        "New rules for old bridges",
        "https://www.town.example/node/4711",
    ),
    Kind("Blogger", "blogger", "en", "A bridge too old", "https://ferryman.example/2024/03/a-bridge-too-old.html"),
    Kind(
        "a firm's news in Japanese",
        "firm-japanese",
        "ja",
        "古い橋の修理工事について",
        "https://www.kensetsu.example/news/4711/",
    ),
    Kind(
        "a Korean office's board with a file",
        "board-korean",
        "ko",
        "낡은 다리 보수공사 의결",
        "https://www.city.example/board/view?id=4711",
    ),
    Kind(
        "WordPress in Arabic",
        "wordpress-in-arabic",
        "ar",
        "إصلاح الجسر القديم قبل الشتاء",
        "https://baladiya.example/bridge/",
    ),
    Kind(
        "a Greek municipality's announcement",
        "town-greek",
        "el",
        "Επισκευή της παλιάς γέφυρας",
        "https://www.dimos.example/anakoinoseis/4711",
    ),
    Kind(
        "an old office's page of tables and fonts",
        "office-of-tables",
        "zh",
        "市政府决定维修老桥",
        "http://www.gov.example/art/4711.htm",
    ),
    Kind(
        "a university's news with a picture and its caption",
        "university",
        "en",
        "Students measure the old bridge",
        "https://news.university.example/stories/2024/bridge",
    ),
    Kind(
        "a club's page of boxes without names",
        "club",
        "de",
        "Unsere Brücke wird saniert",
        "https://www.ruderclub.example/post/bruecke",
    ),
    Kind(
        "a platform for writers, with the minutes that reading takes",
        "platform",
        "en",
        "Notes on the old bridge",
        "https://platform.example/@al/notes-on-the-old-bridge-4711",
    ),
    Kind(
        "a council's site with its name in an <h1>, and an end mark",
        "town-english",
        "en",
        "Council repairs bridge",
        "https://www.town.example/news/bridge",
    ),
)
