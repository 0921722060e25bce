"""What stands under a text and is none of it: who else reported, whom to write to, what to share, follow, reprint.

Credits are read first, so that nothing of them is lost; here the lines go from the end of the body alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Characters of the longest line that is one of these.
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Closing:
    """What such a line is for, its form, and one of them."""

    purpose: str
    pattern: str
    example: str


_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"

CLOSINGS = (
    Closing(
        "reporters",
        r"^[(\[_–—-]*(?:additional |with |with additional )?(?:reporting|writing|editing) by\s",
        "(Reporting by Jane Doe in Paris; Editing by John Roe)",
    ),
    Closing("editor", r"^[(\[]?edited by [^.:]{4,60}\.?[)\]]?$", "Edited by Jane Doe."),
    Closing(
        "contributors",
        r"\bcontributed (?:(?:additional |extra )?reporting\b.{0,60}|to (?:this|the) (?:report|story|article))"
        r"\.?[)\]]?$",
        "The Associated Press writer Jane Doe contributed to this report.",
    ),
    Closing(
        "contact",
        r"^(?:write to|to contact the (?:reporter|writer|editor|author)s?\b|contact the (?:reporter|writer|author)s?\b"
        r"|(?:got|have|do you have) a (?:news )?(?:story|tip)\b|get in touch with our\b).{0,120}(?:@|\?)",
        "Write to Jane Doe at jane.doe@news.example",
    ),
    Closing(
        "reach",
        r"^[^.]{3,60} (?:can|may) be reached (?:at|by|on|via) .{0,40}(?:@|\d{3}|twitter|https?:)",
        "Jane Doe can be reached at 330-555-0100 or jane@news.example.",
    ),
    Closing("mail", rf"^(?:e-?mail\s?:\s?)?{_MAIL}$", "jane.doe@news.example"),
    Closing(
        "share",
        r"^(?:(?:did|do) you )?(?:like|liked|enjoy|enjoyed|love|loved) (?:this|the|our|what).{0,60}\?"
        r".*\b(?:share|subscribe|sign up|pin|follow|join)\b",
        "Like this story? Share it with a friend!",
    ),
    Closing(
        "subscribe",
        r"^(?:[^.?!]{0,140}\? )?(?:subscribe|sign up|abonnieren sie|abonnez-vous|suscríbete|suscríbase|inscrivez-vous"
        r"|iscriviti|zapisz się|подпишитесь|подписывайтесь)\b"
        r".{0,120}(?:newsletter|inbox|e-?mails?\b|telegram|edition|notifications|канал|boletín)",
        "Want more like this? Sign up for our weekly newsletter.",
    ),
    Closing(
        "follow",
        r"^(?:follow|folgen sie|suivez|síguenos|sigue|seguici|siga|подписывайтесь|читайте нас|śledź)\b.*\b(?:twitter"
        r"|facebook|instagram|telegram|whatsapp|youtube|linkedin|tiktok|google news|bluesky|x\.com|телеграм)",
        "Follow The Example on Facebook and Twitter.",
    ),
    Closing(
        "app",
        r"^(?:for the (?:latest|best)|get (?:the|our|all)|download|stay (?:up|informed)|never miss|keep up)\b.{0,60}"
        r"\b(?:news|stories|updates|headlines|date)\b.{0,60}\b(?:apps?|newsletters?|notifications)\b",
        "For the latest stories and updates download the Example apps.",
    ),
    Closing(
        "channel",
        r"^[¿¡]?.{0,60}\b(?:(?:nuestro|nosso) (?:canal|grupo)|(?:canal|grupo) de (?:telegram|whatsapp|youtube))\b",
        "¡Mira lo que tiene nuestro canal de YouTube!",
    ),
    Closing(
        "paywall",
        r"^(?:to (?:view|read|see)|subscribe (?:now |today )?to)\b.{0,60}\b(?:full|entire|rest of the) "
        r"(?:story|article)\b",
        "To view the full story, please subscribe to The Example.",
    ),
    Closing("subscriber", r"\balready a subscriber\b", "Log in here if you are already a subscriber."),
    Closing(
        "support",
        r"^(?:(?:gefällt|gefiel|hat) (?:dir|ihnen|euch)\b.{0,60}\?|unterstütz\w* (?:sie )?(?:uns|unser\w*)\b)",
        "Gefällt dir unser Magazin? Dann unterstütze uns mit einer Spende.",
    ),
    Closing(
        "posted",
        r"^(?:this (?:entry|post) was (?:posted|published|filed) (?:on|in|by)\b|die(?:ser)? (?:eintrag|beitrag) wurde\b"
        r"|der (?:beitrag|eintrag) wurde am\b|cette entrée a été publiée\b|esta entrada fue publicada\b)",
        "This entry was posted on Monday in Town by jane.",
    ),
    Closing(
        "author",
        r"^(?-i:(?:About the author: )?(?!The )[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3}) is (?:an?|the) "
        r"(?:(?!that |which |who )[\w’'&/-]+,? ){0,6}"
        r"\b(?:reporter|writer|editor|correspondent|columnist|journalist|producer|photographer|professor|contributor|fellow)\b",
        "Jane Doe is a senior reporter for The Example.",
    ),
    Closing(
        "comment",
        r"^(?:log ?in|sign in|register|зарегистрируйтесь|войдите|zaloguj się)\b.{0,40}"
        r"\b(?:to (?:comment|leave|post)|чтобы оставить комментарий|aby (?:dodać|skomentować))",
        "Log in or register to leave a comment",
    ),
    Closing(
        "rights in Chinese",
        r"^[（(【]?.{0,40}(?:未[经經].{0,10}(?:授[权權]|[许許]可|同意)|[严嚴]禁).{0,8}(?:[转轉][载載]|复制|複製).{0,60}$",
        "（内容由某某网提供。未经授权，不得转载。）",
    ),
    Closing(
        "follow in Chinese",
        r"(?i:facebook|微信|微博|公[众眾][号號]|客[户戶]端).{0,60}(?:(?i:like)|关注|關注|扫|掃|下[载載]|加入)"
        r".{0,40}(?:[专專][页頁]|(?i:like)|二[维維][码碼]|公[众眾][号號])",
        "某某新聞已開設Facebook專頁，快點到Facebook Like我們的專頁！",
    ),
)
#: Those that open a line are tried there together, and nowhere else.
_OPENING = re.compile("|".join(one.pattern for one in CLOSINGS if one.pattern[0] == "^"), re.IGNORECASE)
_ANYWHERE = tuple(re.compile(one.pattern, re.IGNORECASE) for one in CLOSINGS if one.pattern[0] != "^")


def closes(words: str) -> bool:
    """Is a line at the end of a body such a line?

    >>> closes("Additional reporting by Jane Doe")
    True
    """
    if len(words) > LONGEST:
        return False
    return bool(_OPENING.match(words)) or any(pattern.search(words) for pattern in _ANYWHERE)
