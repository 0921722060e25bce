"""The language of a text: in which its words are, and when what the page says of it is believed."""

import pytest
from drafts import article

from newsarchive.clean import language

WORDS = [
    (
        "en",
        "The city council agreed on Monday evening to keep the harbour ferry running through the "
        "winter while engineers repair the main bridge. Officials said the two boats, which carry "
        "about nine hundred passengers a day, would leave every twenty minutes from the old "
        "customs pier.",
    ),
    (
        "de",
        "Der Stadtrat hat am Montagabend beschlossen, die Hafenfähre auch im Winter fahren zu "
        "lassen, während die große Brücke saniert wird. Nach Angaben der Verwaltung legen die "
        "beiden Schiffe, die täglich rund neunhundert Menschen befördern, alle zwanzig Minuten am "
        "alten Zollkai ab.",
    ),
    (
        "fr",
        "Le conseil municipal a décidé lundi soir de maintenir le bac du port pendant l'hiver, le "
        "temps que les ingénieurs réparent le grand pont. Selon la mairie, les deux bateaux, qui "
        "transportent environ neuf cents passagers par jour, partiront toutes les vingt minutes "
        "du vieux quai des douanes.",
    ),
    (
        "es",
        "El ayuntamiento acordó el lunes por la noche mantener el transbordador del puerto "
        "durante el invierno, mientras los ingenieros reparan el puente principal. Según las "
        "autoridades, los dos barcos, que llevan a unas novecientas personas al día, saldrán cada "
        "veinte minutos del antiguo muelle de la aduana.",
    ),
    (
        "pt",
        "A câmara municipal decidiu na segunda-feira à noite manter a balsa do porto em "
        "funcionamento durante o inverno, enquanto os engenheiros reparam a ponte principal. "
        "Segundo as autoridades, os dois barcos, que transportam cerca de novecentas pessoas por "
        "dia, vão sair a cada vinte minutos do antigo cais da alfândega.",
    ),
    (
        "gl",
        "O concello acordou o luns pola noite manter o transbordador do porto durante o inverno, "
        "mentres os enxeñeiros arranxan a ponte principal. Segundo as autoridades, os dous "
        "barcos, que levan unhas novecentas persoas ao día, sairán cada vinte minutos do antigo "
        "peirao da alfándega.",
    ),
    (
        "ca",
        "L'ajuntament va acordar dilluns al vespre mantenir el transbordador del port durant "
        "l'hivern, mentre els enginyers reparen el pont principal. Segons les autoritats, els dos "
        "vaixells, que porten unes nou-centes persones al dia, sortiran cada vint minuts de "
        "l'antic moll de la duana.",
    ),
    (
        "it",
        "Il consiglio comunale ha deciso lunedì sera di mantenere in servizio il traghetto del "
        "porto durante l'inverno, mentre gli ingegneri riparano il ponte principale. Secondo le "
        "autorità, i due battelli, che trasportano circa novecento passeggeri al giorno, "
        "partiranno ogni venti minuti dal vecchio molo della dogana.",
    ),
    (
        "nl",
        "De gemeenteraad heeft maandagavond besloten om de veerpont in de haven de hele winter te "
        "laten varen, terwijl ingenieurs de grote brug herstellen. Volgens het stadsbestuur "
        "vertrekken de twee boten, die dagelijks zo'n negenhonderd mensen vervoeren, om de "
        "twintig minuten van de oude douanekade.",
    ),
    (
        "sv",
        "Kommunfullmäktige beslutade på måndagskvällen att hamnfärjan ska gå hela vintern medan "
        "ingenjörerna reparerar den stora bron. Enligt kommunen avgår de två båtarna, som tar "
        "omkring niohundra passagerare om dagen, var tjugonde minut från den gamla tullkajen.",
    ),
    (
        "da",
        "Byrådet besluttede mandag aften, at havnefærgen skal sejle hele vinteren, mens "
        "ingeniørerne reparerer den store bro. Ifølge kommunen afgår de to både, der tager "
        "omkring ni hundrede passagerer om dagen, hvert tyvende minut fra den gamle toldbod.",
    ),
    (
        "no",
        "– Vi vet at dette er en belastning for dem som jobber på den andre siden, sier "
        "varaordføreren, men alternativet var å stenge helt. Butikkene i nabolaget har bedt om "
        "erstatning fordi kundene deres ikke lenger kan komme dit med bil.",
    ),
    (
        "fi",
        "Kaupunginvaltuusto päätti maanantai-iltana, että satamalautta kulkee koko talven, kun "
        "insinöörit korjaavat suurta siltaa. Kaupungin mukaan kaksi lauttaa, jotka kuljettavat "
        "noin yhdeksänsataa matkustajaa päivässä, lähtevät vanhasta tullilaiturista "
        "kahdenkymmenen minuutin välein.",
    ),
    (
        "pl",
        "Rada miasta zdecydowała w poniedziałek wieczorem, że prom portowy będzie kursował przez "
        "całą zimę, podczas gdy inżynierowie będą naprawiać główny most. Według urzędników dwa "
        "statki, które przewożą około dziewięciuset pasażerów dziennie, będą odpływać co "
        "dwadzieścia minut ze starego nabrzeża celnego.",
    ),
    (
        "cs",
        "Zastupitelstvo města v pondělí večer rozhodlo, že přístavní trajekt bude jezdit po celou "
        "zimu, zatímco inženýři opravují hlavní most. Podle radnice budou dvě lodě, které denně "
        "převezou asi devět set cestujících, vyplouvat každých dvacet minut od staré celnice.",
    ),
    (
        "sk",
        "Mestské zastupiteľstvo v pondelok večer rozhodlo, že prístavný trajekt bude premávať "
        "počas celej zimy, zatiaľ čo inžinieri opravujú hlavný most. Podľa radnice budú dve lode, "
        "ktoré denne prevezú asi deväťsto cestujúcich, vyplávať každých dvadsať minút od starej "
        "colnice.",
    ),
    (
        "sl",
        "Mestni svet je v ponedeljek zvečer odločil, da bo pristaniški trajekt vozil vso zimo, "
        "medtem ko bodo inženirji popravljali glavni most. Po navedbah občine bosta ladji, ki "
        "dnevno prepeljeta približno devetsto potnikov, odpluli vsakih dvajset minut s starega "
        "carinskega pomola.",
    ),
    (
        "hr",
        "Gradsko vijeće odlučilo je u ponedjeljak navečer da će lučki trajekt voziti cijelu zimu "
        "dok inženjeri popravljaju glavni most. Prema riječima dužnosnika, dva broda, koja dnevno "
        "prevoze oko devetsto putnika, isplovljavat će svakih dvadeset minuta sa starog carinskog "
        "gata.",
    ),
    (
        "sr",
        "Gradsko veće odlučilo je u ponedeljak uveče da će lučki trajekt saobraćati cele zime dok "
        "inženjeri popravljaju glavni most. Prema rečima zvaničnika, dva broda, koja dnevno "
        "prevoze oko devetsto putnika, isplovljavaće svakih dvadeset minuta sa starog carinskog "
        "pristaništa.",
    ),
    (
        "hu",
        "A városi közgyűlés hétfő este úgy döntött, hogy a kikötői komp egész télen közlekedik, "
        "amíg a mérnökök felújítják a nagy hidat. A hivatal szerint a két hajó, amely naponta "
        "mintegy kilencszáz utast szállít, húszpercenként indul a régi vámház mólójáról.",
    ),
    (
        "ro",
        "Consiliul local a hotărât luni seara ca feribotul din port să circule toată iarna, cât "
        "timp inginerii repară podul principal. Potrivit autorităților, cele două vase, care "
        "transportă circa nouă sute de pasageri pe zi, vor pleca la fiecare douăzeci de minute de "
        "la vechiul chei al vămii.",
    ),
    (
        "tr",
        "Belediye meclisi pazartesi akşamı, mühendisler ana köprüyü onarırken liman vapurunun "
        "bütün kış çalışmasına karar verdi. Yetkililere göre günde yaklaşık dokuz yüz yolcu "
        "taşıyan iki vapur, eski gümrük iskelesinden her yirmi dakikada bir kalkacak.",
    ),
    (
        "id",
        "Dewan kota pada Senin malam memutuskan untuk tetap mengoperasikan feri pelabuhan selama "
        "musim hujan, sementara para insinyur memperbaiki jembatan utama. Menurut pejabat "
        "setempat, kedua kapal yang mengangkut sekitar sembilan ratus penumpang per hari itu akan "
        "berangkat setiap dua puluh menit dari dermaga bea cukai lama.",
    ),
    (
        "ms",
        "Majlis bandar raya malam Isnin bersetuju untuk mengekalkan perkhidmatan feri pelabuhan "
        "sepanjang musim tengkujuh sementara jurutera membaiki jambatan utama. Menurut pegawai, "
        "kedua-dua bot yang membawa kira-kira sembilan ratus penumpang sehari itu akan bertolak "
        "setiap dua puluh minit dari jeti kastam lama.",
    ),
    (
        "vi",
        "Hội đồng thành phố tối thứ Hai đã quyết định duy trì phà cảng suốt mùa đông trong khi "
        "các kỹ sư sửa chữa cây cầu chính. Theo các quan chức, hai chiếc phà chở khoảng chín trăm "
        "hành khách mỗi ngày sẽ rời bến hải quan cũ cứ hai mươi phút một chuyến.",
    ),
    (
        "et",
        "Linnavolikogu otsustas esmaspäeva õhtul, et sadamapraam sõidab kogu talve, kuni "
        "insenerid remondivad suurt silda. Ametnike sõnul väljuvad kaks laeva, mis veavad päevas "
        "umbes üheksasada reisijat, iga kahekümne minuti järel vanalt tollikailt.",
    ),
    (
        "lv",
        "Pilsētas dome pirmdienas vakarā nolēma, ka ostas prāmis kursēs visu ziemu, kamēr "
        "inženieri remontē lielo tiltu. Pēc amatpersonu teiktā, abi kuģi, kas dienā pārvadā ap "
        "deviņsimt pasažieru, aties ik pēc divdesmit minūtēm no vecās muitas piestātnes.",
    ),
    (
        "lt",
        "Miesto taryba pirmadienio vakarą nusprendė, kad uosto keltas plauks visą žiemą, kol "
        "inžinieriai remontuos didįjį tiltą. Pasak pareigūnų, du laivai, kurie per dieną perveža "
        "apie devynis šimtus keleivių, išplauks kas dvidešimt minučių iš senosios muitinės "
        "prieplaukos.",
    ),
    (
        "is",
        "Borgarstjórn ákvað á mánudagskvöld að hafnarferjan skyldi sigla í allan vetur á meðan "
        "verkfræðingar gera við stóru brúna. Að sögn embættismanna fara bátarnir tveir, sem "
        "flytja um níu hundruð farþega á dag, á tuttugu mínútna fresti frá gömlu tollbryggjunni.",
    ),
    (
        "sq",
        "Këshilli bashkiak vendosi të hënën në mbrëmje që trageti i portit të punojë gjatë gjithë "
        "dimrit, ndërsa inxhinierët riparojnë urën kryesore. Sipas zyrtarëve, dy anijet, që "
        "mbajnë rreth nëntëqind pasagjerë në ditë, do të nisen çdo njëzet minuta nga skela e "
        "vjetër e doganës.",
    ),
    (
        "eu",
        "Udal batzarrak astelehen gauean erabaki du portuko ferryak negu osoan ibiliko direla, "
        "ingeniariek zubi nagusia konpontzen duten bitartean. Arduradunen arabera, bi ontziek, "
        "egunean bederatziehun bidaiari inguru garraiatzen dituztenak, hogei minuturo irtengo "
        "dira aduana zaharreko kaitik.",
    ),
    (
        "sw",
        "Baraza la jiji liliamua Jumatatu jioni kwamba kivuko cha bandari kitaendelea kufanya "
        "kazi msimu wote wakati wahandisi wanakarabati daraja kuu. Kwa mujibu wa maafisa, boti "
        "hizo mbili ambazo hubeba abiria wapatao mia tisa kwa siku zitaondoka kila baada ya "
        "dakika ishirini kutoka gati ya zamani ya forodha.",
    ),
    (
        "tl",
        "Nagpasya ang konseho ng lungsod noong Lunes ng gabi na patuloy na bibiyahe ang ferry sa "
        "daungan sa buong tag-ulan habang inaayos ng mga inhinyero ang pangunahing tulay. Ayon sa "
        "mga opisyal, ang dalawang bangka na nagsasakay ng halos siyam na raang pasahero bawat "
        "araw ay aalis tuwing dalawampung minuto mula sa lumang pantalan ng aduana.",
    ),
    (
        "ru",
        "Городской совет в понедельник вечером решил, что портовый паром будет ходить всю зиму, "
        "пока инженеры ремонтируют главный мост. По словам чиновников, два судна, которые "
        "перевозят около девятисот пассажиров в день, будут отправляться каждые двадцать минут от "
        "старого таможенного причала.",
    ),
    (
        "uk",
        "Міська рада в понеділок увечері вирішила, що портовий пором ходитиме всю зиму, доки "
        "інженери ремонтують головний міст. За словами посадовців, два судна, які перевозять "
        "близько дев'ятисот пасажирів на день, відходитимуть кожні двадцять хвилин від старого "
        "митного причалу.",
    ),
    (
        "be",
        "Гарадскі савет у панядзелак увечары вырашыў, што партовы паром будзе хадзіць усю зіму, "
        "пакуль інжынеры рамантуюць галоўны мост. Паводле слоў чыноўнікаў, два судны, якія "
        "перавозяць каля дзевяцісот пасажыраў у дзень, будуць адпраўляцца кожныя дваццаць хвілін "
        "ад старога мытнага прычала.",
    ),
    (
        "bg",
        "Общинският съвет реши в понеделник вечерта пристанищният ферибот да пътува през цялата "
        "зима, докато инженерите ремонтират главния мост. Според служителите двата кораба, които "
        "превозват около деветстотин пътници на ден, ще тръгват на всеки двадесет минути от "
        "стария митнически кей.",
    ),
    (
        "sr",
        "Градско веће одлучило је у понедељак увече да ће лучки трајект саобраћати целе зиме док "
        "инжењери поправљају главни мост. Према речима званичника, два брода, која дневно превозе "
        "око деветсто путника, испловљаваће сваких двадесет минута са старог царинског "
        "пристаништа.",
    ),
    (
        "mk",
        "Градскиот совет одлучи во понеделникот вечерта пристанишниот траект да сообраќа цела "
        "зима додека инженерите го поправаат главниот мост. Според службениците, двата брода, кои "
        "дневно превезуваат околу деветстотини патници, ќе тргнуваат на секои дваесет минути од "
        "стариот царински кеј.",
    ),
    (
        "kk",
        "Қалалық кеңес дүйсенбі күні кешке инженерлер басты көпірді жөндеп жатқанда порт "
        "паромының қыс бойы жүретінін шешті. Шенеуніктердің айтуынша, күніне тоғыз жүзге жуық "
        "жолаушы тасымалдайтын екі кеме ескі кеден айлағынан әр жиырма минут сайын жолға шығады.",
    ),
    (
        "mn",
        "Хотын зөвлөл даваа гаригийн орой инженерүүд гол гүүрийг засварлаж байх хугацаанд боомтын "
        "гарам өвөлжин явахаар шийдвэрлэв. Албаны хүмүүсийн хэлснээр өдөрт есөн зуу орчим зорчигч "
        "тээвэрлэдэг хоёр завь хуучин гаалийн хөлөг онгоцны зогсоолоос хорин минут тутамд "
        "хөдөлнө.",
    ),
    (
        "el",
        "Το δημοτικό συμβούλιο αποφάσισε τη Δευτέρα το βράδυ να λειτουργεί το πορθμείο του "
        "λιμανιού όλο τον χειμώνα, όσο οι μηχανικοί επισκευάζουν την κεντρική γέφυρα. Σύμφωνα με "
        "τον δήμο, τα δύο σκάφη, που μεταφέρουν περίπου εννιακόσιους επιβάτες την ημέρα, θα "
        "αναχωρούν κάθε είκοσι λεπτά από την παλιά αποβάθρα του τελωνείου.",
    ),
    (
        "ar",
        "قرر مجلس المدينة مساء الاثنين أن تستمر عبارة الميناء في العمل طوال فصل الشتاء بينما يقوم "
        "المهندسون بإصلاح الجسر الرئيسي. وقال مسؤولون إن القاربين اللذين ينقلان نحو تسعمئة راكب "
        "يوميا سيغادران كل عشرين دقيقة من رصيف الجمارك القديم.",
    ),
    (
        "fa",
        "شورای شهر دوشنبه شب تصمیم گرفت که کشتی بندر در تمام زمستان، هنگامی که مهندسان پل اصلی را "
        "تعمیر می‌کنند، به کار خود ادامه دهد. به گفته مقام‌ها، دو قایق که روزانه حدود نهصد مسافر "
        "را جابه‌جا می‌کنند، هر بیست دقیقه از اسکله قدیمی گمرک حرکت خواهند کرد.",
    ),
    (
        "ur",
        "شہری کونسل نے پیر کی شام فیصلہ کیا کہ جب تک انجینئر مرکزی پل کی مرمت کر رہے ہیں، بندرگاہ "
        "کی فیری پوری سردیاں چلتی رہے گی۔ حکام کے مطابق دو کشتیاں، جو روزانہ تقریباً نو سو "
        "مسافروں کو لے جاتی ہیں، پرانے کسٹم گھاٹ سے ہر بیس منٹ بعد روانہ ہوں گی۔",
    ),
    (
        "ps",
        "د ښار شورا د دوشنبې په ماښام پرېکړه وکړه چې د بندر کښتۍ به ټول ژمی کار کوي، په داسې حال "
        "کې چې انجنیران اصلي پل رغوي. د چارواکو په وینا دوه کښتۍ چې د ورځې شاوخوا نهه سوه مسافر "
        "لېږدوي، به هرې شل دقیقې وروسته د زاړه ګمرک له بندره روانېږي.",
    ),
    (
        "he",
        "מועצת העיר החליטה ביום שני בערב שמעבורת הנמל תמשיך לפעול לאורך כל החורף, בזמן שהמהנדסים "
        "מתקנים את הגשר המרכזי. לדברי הפקידים, שתי הסירות, שמסיעות כתשע מאות נוסעים ביום, ייצאו "
        "מדי עשרים דקות מרציף המכס הישן.",
    ),
    (
        "yi",
        "דער שטאָטראַט האָט מאָנטיק אין אָוונט באַשלאָסן אַז די פֿערי וועט גיין דעם גאַנצן "
        "ווינטער, בשעת די אינזשענירן פֿאַרריכטן די גרויסע בריק. די צוויי שיפֿן, וואָס פֿירן אַרום "
        "נײַן הונדערט פּאַסאַזשירן אַ טאָג, וועלן אָפּפֿאָרן יעדע צוואַנציק מינוט פֿונעם אַלטן "
        "צאָלאַמט.",
    ),
    (
        "hi",
        "नगर परिषद ने सोमवार शाम फैसला किया कि जब तक इंजीनियर मुख्य पुल की मरम्मत कर रहे हैं, "
        "बंदरगाह की नौका पूरी सर्दी चलती रहेगी। अधिकारियों के अनुसार दो नावें, जो रोज़ लगभग नौ सौ "
        "यात्रियों को ले जाती हैं, पुराने सीमा शुल्क घाट से हर बीस मिनट पर रवाना होंगी।",
    ),
    (
        "mr",
        "अभियंते मुख्य पुलाची दुरुस्ती करत असताना बंदरातील फेरी संपूर्ण हिवाळा सुरू ठेवण्याचा "
        "निर्णय नगर परिषदेने सोमवारी संध्याकाळी घेतला. अधिकाऱ्यांच्या म्हणण्यानुसार, दररोज सुमारे "
        "नऊशे प्रवाशांना घेऊन जाणाऱ्या दोन बोटी जुन्या सीमाशुल्क धक्क्यावरून दर वीस मिनिटांनी "
        "सुटतील.",
    ),
    (
        "ne",
        "इन्जिनियरहरूले मुख्य पुल मर्मत गरिरहेका बेला बन्दरगाहको डुङ्गा जाडोभरि चलाउने निर्णय नगर "
        "परिषद्ले सोमबार साँझ गरेको छ। अधिकारीहरूका अनुसार दैनिक करिब नौ सय यात्रु बोक्ने दुई "
        "डुङ्गा पुरानो भन्सार घाटबाट हरेक बीस मिनेटमा छुट्नेछन्।",
    ),
    (
        "bn",
        "প্রকৌশলীরা প্রধান সেতু মেরামত করার সময় বন্দরের ফেরি সারা শীত চালু রাখার সিদ্ধান্ত "
        "নিয়েছে নগর পরিষদ, সোমবার সন্ধ্যায় এ কথা জানানো হয়। কর্মকর্তারা জানান, প্রতিদিন প্রায় "
        "নয়শো যাত্রী বহনকারী দুটি নৌকা পুরোনো শুল্ক ঘাট থেকে প্রতি বিশ মিনিটে ছাড়বে।",
    ),
    (
        "ta",
        "பொறியாளர்கள் முக்கிய பாலத்தைச் சீரமைக்கும் போது துறைமுகப் படகு குளிர்காலம் முழுவதும் "
        "இயங்கும் என்று நகர சபை திங்கட்கிழமை மாலை முடிவு செய்தது. நாள் ஒன்றுக்கு சுமார் "
        "தொள்ளாயிரம் பயணிகளை ஏற்றிச் செல்லும் இரண்டு படகுகள் பழைய சுங்கத் துறையிலிருந்து இருபது "
        "நிமிடங்களுக்கு ஒருமுறை புறப்படும்.",
    ),
    (
        "te",
        "ఇంజినీర్లు ప్రధాన వంతెనను మరమ్మతు చేస్తున్నప్పుడు నౌకాశ్రయ ఫెర్రీని చలికాలమంతా నడపాలని "
        "నగర మండలి సోమవారం సాయంత్రం నిర్ణయించింది. రోజుకు సుమారు తొమ్మిది వందల మంది ప్రయాణికులను "
        "తీసుకెళ్లే రెండు పడవలు పాత కస్టమ్స్ రేవు నుండి ప్రతి ఇరవై నిమిషాలకు బయలుదేరుతాయి.",
    ),
    (
        "th",
        "สภาเมืองมีมติเมื่อเย็นวันจันทร์ให้เรือข้ามฟากของท่าเรือเปิดให้บริการตลอดฤดูหนาว "
        "ในระหว่างที่วิศวกรซ่อมแซมสะพานหลัก "
        "เจ้าหน้าที่กล่าวว่าเรือสองลำซึ่งขนส่งผู้โดยสารประมาณเก้าร้อยคนต่อวันจะออกจากท่าศุลกากรเก่าทุกยี่สิบนาที",
    ),
    (
        "ka",
        "ქალაქის საბჭომ ორშაბათს საღამოს გადაწყვიტა, რომ ნავსადგურის ბორანი მთელი ზამთარი "
        "იმოძრავებს, სანამ ინჟინრები მთავარ ხიდს შეაკეთებენ. თანამდებობის პირების თქმით, ორი "
        "გემი, რომელიც დღეში დაახლოებით ცხრაას მგზავრს გადაიყვანს, ყოველ ოც წუთში ერთხელ გავა "
        "ძველი საბაჟოს ნავმისადგომიდან.",
    ),
    (
        "hy",
        "Քաղաքային խորհուրդը երկուշաբթի երեկոյան որոշեց, որ նավահանգստի լաստանավը կգործի ամբողջ "
        "ձմեռ, մինչ ինժեներները վերանորոգում են գլխավոր կամուրջը։ Պաշտոնյաների խոսքով՝ երկու "
        "նավերը, որոնք օրական տեղափոխում են մոտ ինը հարյուր ուղևոր, կմեկնեն յուրաքանչյուր քսան "
        "րոպեն մեկ հին մաքսատան նավամատույցից։",
    ),
    (
        "am",
        "የከተማው ምክር ቤት ሰኞ ማምሻውን መሐንዲሶች ዋናውን ድልድይ በሚጠግኑበት ጊዜ የወደብ ጀልባው ክረምቱን ሙሉ እንዲሠራ ወሰነ። እንደ "
        "ባለሥልጣናት ገለጻ በቀን ዘጠኝ መቶ የሚሆኑ መንገደኞችን የሚያጓጉዙት ሁለቱ ጀልባዎች ከድሮው የጉምሩክ ወደብ በየሃያ ደቂቃው ይነሳሉ።",
    ),
    (
        "km",
        "ក្រុមប្រឹក្សាក្រុងបានសម្រេចកាលពីល្ងាចថ្ងៃចន្ទថា សាឡាងកំពង់ផែនឹងដំណើរការពេញមួយរដូវ "
        "ខណៈដែលវិស្វករជួសជុលស្ពានធំ។ យោងតាមមន្ត្រី "
        "ទូកពីរដែលដឹកអ្នកដំណើរប្រហែលប្រាំបួនរយនាក់ក្នុងមួយថ្ងៃ នឹងចេញដំណើររៀងរាល់ម្ភៃនាទីម្តង។",
    ),
    (
        "my",
        "အင်ဂျင်နီယာများက အဓိကတံတားကို ပြုပြင်နေစဉ် ဆိပ်ကမ်းကူးတို့ကို တစ်ဆောင်းလုံး ပြေးဆွဲရန် "
        "မြို့တော်ကောင်စီက တနင်္လာနေ့ ညနေတွင် ဆုံးဖြတ်ခဲ့သည်။ အရာရှိများ၏ ပြောကြားချက်အရ "
        "တစ်နေ့လျှင် ခရီးသည် ကိုးရာခန့် သယ်ဆောင်သော လှေနှစ်စင်းသည် အကောက်ခွန်ဆိပ်ဟောင်းမှ "
        "မိနစ်နှစ်ဆယ်တိုင်း ထွက်ခွာမည်ဖြစ်သည်။",
    ),
    (
        "zh",
        "市议会星期一晚上决定，在工程师维修大桥期间，港口轮渡整个冬天都将照常运行。会议开"
        "了三个多小时，有二十多名市民到场旁听。 有关负责人介绍，两艘渡轮每天运送约九百名"
        "乘客，从老海关码头出发，每二十分钟一班。票价维持不变，老年人和学生继续享受优惠。",
    ),
    (
        "zh-Hant",
        "市議會星期一晚上決定，在工程師維修大橋期間，港口渡輪整個冬天都將照常運行。會議開"
        "了三個多小時，有二十多名市民到場旁聽。 有關負責人介紹，兩艘渡輪每天運送約九百名"
        "乘客，從老海關碼頭出發，每二十分鐘一班。票價維持不變，老年人和學生繼續享受優惠。",
    ),
    (
        "ja",
        "市議会は月曜日の夜、技術者が主要な橋を修理する間、港の渡し船を冬の間も運航し続け"
        "ることを決めた。会議は三時間余りに及んだ。 市の担当者によると、一日におよそ九百"
        "人を運ぶ二隻の船は、古い税関の桟橋から二十分ごとに出発する。運賃は据え置かれる。",
    ),
    (
        "ko",
        "시의회는 월요일 저녁 기술자들이 주요 다리를 보수하는 동안 항구 여객선을 겨우내 "
        "운항하기로 결정했다. 관계자에 따르면 하루 약 구백 명의 승객을 태우는 두 척의 "
        "배가 옛 세관 부두에서 이십 분마다 출발한다.",
    ),
]
OF = dict(WORDS)


@pytest.mark.parametrize(("code", "words"), WORDS, ids=[f"{code}-{at}" for at, (code, _) in enumerate(WORDS)])
def test_a_language_is_told_by_two_sentences(code, words):
    assert language.detect(words) == code


@pytest.mark.parametrize(("code", "words"), WORDS, ids=[f"{code}-{at}" for at, (code, _) in enumerate(WORDS)])
def test_a_page_that_says_what_it_is_in_is_believed(code, words):
    assert article(words, language=code).language == code


@pytest.mark.parametrize("code", [code for code in OF if code != "en"])
@pytest.mark.parametrize("said", ["en", "zh-CN", "ar"])
def test_a_page_that_says_another_language_than_its_words_are_in_is_not_believed(code, said):
    if said[:2] != code[:2]:
        assert article(OF[code], language=said).language == code


NEAR = [
    ("da", "no", "Stemningen i byen er god. Det er en dag vi alle har ventet på."),
    ("hr", "bs", OF["hr"]),
    ("nl", "af", "Die stad het in die winter vir die mense van die hawe 'n nuwe brug in die plan."),
    ("es", "ast", "El conceyu alcordó'l llunes caltener la barca del puertu mentes dure l'iviernu y la obra."),
    ("hi", "mr", "शहर बंदर नाव"),
    ("kk", "tt", "Шәһәр советы дүшәмбе кич белән паром кыш буе йөри дип карар кылды."),
]


@pytest.mark.parametrize(("like", "said", "words"), NEAR)
def test_of_languages_that_are_nearly_alike_the_page_knows_better(like, said, words):
    assert language.detect(words) in (like, "")
    assert article(words, language=said).language == said


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("zh-TW", "zh-Hant"), ("zh_HK", "zh-Hant"), ("zh-Hant-TW", "zh-Hant"), ("zh-Hans-HK", "zh"), ("cn", "zh"),
        ("zh-cmn-Hans", "zh"), ("jp", "ja"), ("kr", "ko"), ("en_US", "en"), ("nb-NO", "no"), ("iw", "he"),
        ("fil-PH", "tl"), ("deu", "de"), ("sr-Latn-RS", "sr"), ("pt-BR", "pt"), ("es-419", "es"), ("und", ""),
        ("english", ""), ("{{lang}}", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_a_page_says_is_read_as_a_code(said, code):
    assert language.code(said) == code
