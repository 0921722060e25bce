"""What the lines beside an article say, in the languages of many publishers: read more, subscribe, follow us, photo.

A saying tells what a line is for by its first words, or by words anywhere in it. None decides alone: people write
about subscriptions and photographs too. `features` gives each a weight, and looks at short lines only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saying:
    """What lines of one purpose say; `example` is one of them."""

    reason: str
    openings: str
    """Words, or words in a row, with which such a line begins."""
    words: str
    """Words anywhere in it."""
    wide: str
    """The same in scripts without blanks, where they stand within other characters."""
    example: str


SAYINGS = (
    Saying(
        "elsewhere",
        "read more,read also,read next,see more,see also,watch more,watch also,listen also,learn more,also read,"
        "also see,more from,more on,more about,more in,more news,more stories,related,recommended,you may like,"
        "you might like,you may also,you might also,don t miss,explore further,continue reading,most read,"
        "most popular,top stories,table of contents,lea también,lea más,lea,lee también,lee más,"
        "te puede interesar,te puede gustar,mira,vea también,vea además,vea más,puedes ver,ver más,más sobre,"
        "más en,lesen sie,lies auch,lest auch,mehr zum,mehr dazu,mehr über,mehr infos,mehr informationen,"
        "mehr lesen,mehr themen,weitere informationen,weitere artikel,weitere themen,weitere beiträge,"
        "weitere infos,weitere nachrichten,auch interessant,das könnte,passend dazu,zum thema,inhaltsverzeichnis,"
        "lire aussi,à lire,voir aussi,en savoir plus,sur le même sujet,leggi anche,leggi,vedi anche,czytaj,"
        "zobacz,przeczytaj,polecamy,więcej,dowiedz się,leia também,leia mais,veja também,saiba mais,читайте,"
        "смотрите также,подробнее,по теме,διαβάστε,δείτε,les også,läs också,läs mer,läs även,læs også,lees ook,"
        "lees meer,číst dále,čtěte,olvasd el,citește și,ayrıca bakınız,ayrıca okuyun,ilgili,"
        "اقرأ أيضا,اقرأ أيضًا,اقرأ أيضاً,شاهد أيضا,طالع أيضا,"
        "קראו גם,ראו גם,קרא גם,xem thêm,đọc thêm,tin liên quan,baca juga",
        "",
        "相关新闻,相关阅读,相关报道,相关链接,延伸阅读,推荐阅读,更多精彩,更多新闻,热门推荐,相關新聞,延伸閱讀,関連記事,関連リンク,あわせて読みたい,続きを読む,"
        "관련기사,관련 기사,"
        "यह भी पढ़ें,ये भी पढ़ें,संबंधित खबर,อ่านเพิ่มเติม,ข่าวที่เกี่ยวข้อง,อ่านข่าวที่เกี่ยวข้อง",
        "Lea también: Sube el precio del pan",
    ),
    Saying(
        "subscribe",
        "support us,support our,sign up,sign in,log in,join us,join our,get the latest,get our,never miss,"
        "create an account,already a",
        "subscribe,subscribed,subscriber,subscribers,subscribing,subscription,subscriptions,newsletter,"
        "newsletters,signup,member,members,membership,inbox,donate,donation,donations,abonnieren,abonnement,"
        "abonnent,abonnenten,abo,anmelden,anmeldung,registrieren,mitglied,mitglieder,spenden,spende,suscríbete,"
        "suscribirse,suscripción,suscriptor,suscriptores,suscríbase,únete,hazte,abonnez,abonnés,inscrivez,"
        "iscriviti,abbonati,abbonamento,zaloguj,prenumerata,prenumeratę,subskrybuj,subskrypcja,подпишитесь,"
        "подписка,подписывайтесь,подписку,assine,assinante,εγγραφείτε,συνδρομητές,prenumerera,abonneer,"
        "předplatné,abone,bülten,النشرة,نشرتنا,اشترك,ניוזלטר,הירשמו,bản tin",
        "登录,注册,订阅,登入,註冊,訂閱,会員,会员,登録,ログイン,メールマガジン,구독,로그인,뉴스레터,न्यूजलेटर,จดหมายข่าว",
        "Subscribe to our newsletter for the latest news",
    ),
    Saying(
        "follow",
        "follow us,follow,like us,folgen sie,folge uns,folgt uns,síguenos,sigue,suivez,seguici,share,share this,"
        "teilen,compartir,partager,condividi,udostępnij,поделиться",
        "facebook,twitter,instagram,telegram,whatsapp,youtube,linkedin,pinterest,tiktok,tweet,bluesky,mastodon,"
        "threads,reddit,podcast,rss,app,apps",
        "微信,公众号,公眾號,微博,二维码,客户端,アプリ,フォローする",
        "Follow us on Facebook and Instagram",
    ),
    Saying(
        "credit",
        "photo,photos,image,images,picture,pictured,credit,photograph,foto,fotos,fotografie,bild,bilder,"
        "titelbild,fot,zdjęcie,zdj,abbildung,crédit,crédits,fuente,imagen,źródło,фото,источник,φωτο,φωτογραφία,"
        "foto©,kuva,fotó,source,quelle,quellenangaben",
        "getty,afp,epa,shutterstock,istock,imago,unsplash,pixabay,picture alliance,photograph,screenshot,handout,ansa",
        "资料图,資料圖,配图,图源,图片来源,写真,撮影,提供,사진",
        "Photo: A. Writer/Getty Images",
    ),
    Saying(
        "advert",
        "article content,advert,ad,sponsor,paid content",
        "advertisement,advertisements,advertising,anzeige,anzeigen,werbung,publicidad,publicité,pubblicità,"
        "publicidade,reklama,reklam,annonse,annons,реклама,διαφήμιση,sponsored,affiliate,inserzione,hirdetés,إعلان,פרסומת",
        "広告,广告,廣告,광고,विज्ञापन,โฆษณา",
        "Advertisement",
    ),
    Saying(
        "rights",
        "all rights,alle rechte,todos los derechos,tous droits,the views expressed,the opinions expressed",
        "copyright,disclaimer,nachdruck,privacy,datenschutz,cookie,cookies,impressum,terms,responsible,редакции",
        "版权,版權,免责声明,责任编辑,责编,著作权,無断転載,무단전재",
        "All rights reserved by the publisher.",
    ),
    Saying(
        "comment",
        "leave a,post a,add a,view all,keine kommentare",
        "comment,comments,kommentar,kommentare,kommentieren,comentario,comentarios,commentaire,commentaires,"
        "commenti,komentarz,komentarze,komentarzy,комментарии,комментариев,комментарий,σχόλια,σχόλιο,yorum,reply,"
        "replies",
        "评论,留言,跟帖,評論,コメント,댓글",
        "View all comments",
    ),
    Saying(
        "byline",
        "by,von,par,por,di,autor,autorin,author,written by,posted,published,updated,last updated,last modified,"
        "veröffentlicht,stand,aktualisiert,publicado,publié,actualizado,dodano,опубликовано,автор,reporting,"
        "editing,aufgezeichnet,text,redaktion,redakcja",
        "",
        "本报记者,本报讯,记者,作者,来源,编辑,記者,來源",
        "By Anna Example, Political Editor",
    ),
    Saying(
        "player",
        "we apologize,try refreshing,loading,play video,watch,listen,tap here,click here,click to,hier klicken",
        "javascript,browser,refreshing,video,videos,embedded,externer,externen,datenschutzerklärung,playback",
        "播放,视频加载,再生",
        "We apologize, but this video has failed to load.",
    ),
    Saying(
        "contact",
        "about the,contact,kontakt,über den,über die,email,e mail,send,write to,phone,tel,reach",
        "reporter,correspondent,contributor,editorial,mail,email,freelance,columnist,telefon,fax,redakteur,redakteurin",
        "电话,邮箱,地址,传真,メール,연락처",
        "Contact the newsroom by email",
    ),
)

_TOKEN = re.compile(r"\w+")
#: Of ASCII, the same, found faster: letters small, all that is in no word a blank.
_SMALL = bytes(byte if _TOKEN.match(chr(byte)) else 0x20 for byte in bytes(range(0x80)).lower()).ljust(256)
_WORDS: dict[str, str] = {word: one.reason for one in SAYINGS for word in one.words.split(",") if word}
_KNOWN = frozenset(_WORDS)
_ROWS: dict[str, list[tuple[list[str], str]]] = {}
for _one in SAYINGS:
    for _opening in _one.openings.split(","):
        _ROWS.setdefault(_opening.split()[0], []).append((_opening.split(), _one.reason))
_OF_WIDE: dict[str, str] = {words: one.reason for one in SAYINGS for words in one.wide.split(",")}
_WIDE = re.compile("|".join(sorted(_OF_WIDE, key=len, reverse=True)))


def said(words: str) -> set[str]:
    """What the words of a line are for: reasons, with "opens " before those that its first words give.

    >>> sorted(said("Lea también: Facebook sube"))
    ['follow', 'opens elsewhere']
    """
    tokens = words.encode().translate(_SMALL).decode().split() if words.isascii() else _TOKEN.findall(words.lower())
    found: set[str] = set()
    if not _KNOWN.isdisjoint(tokens):  # a third of the lines hold any of them
        found.update(_WORDS[token] for token in tokens if token in _WORDS)
    for row, reason in _ROWS.get(tokens[0], ()) if tokens else ():
        if tokens[: len(row)] == row:
            found.add(f"opens {reason}")
    for one in _WIDE.findall(words) if not words.isascii() else ():
        found.add(_OF_WIDE[one])
    return found
