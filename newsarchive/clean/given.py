"""Given names, by which a person is told where nothing but two words with capitals stands beside a date."""

from __future__ import annotations

import unicodedata

_NAMES = """
aaron abby abigail adam adrian ahmed aidan aisha alan albert alec alex alexa alexander alexandra alexis alfred alice
alison alistair allan allen allison alyssa amanda amber amelia amir amit amy ana andre andrea andreas andrew andy
angela angie anita anja anjali anke ann anna annabel anne annette annie annika anthony antje anton antonia antonio
anya april ariana arjun arlene arne arnold arthur arun asha ashley astrid audrey axel ayesha barbara barry bastian
beate beatrice becky ben benedict benedikt benjamin bernard bernd bernhard beth bettina betty bianca bill billy
birgit bjorn bob bonnie boris brad bradley brandon brenda brendan brett brian bridget britta brittany brooke bruce
bruno bryan burkhard caitlin calvin cameron camilla candace carina carl carla carlo carlos carmen carol carole
carolin carolina caroline carolyn carrie carsten casey caspar catherine cathy cecilia celia chad charles charlie
charlotte chelsea cheryl chloe chris christa christian christiane christie christina christine christof christoph
christopher cindy claire clara clare claude claudia claudio clemens cliff clive colin colleen connie connor conrad
constance cora corinna cornelia courtney craig curt curtis cynthia dagmar dan dana daniel daniela danielle danny
daphne darren dave david dawn dean deb debbie deborah debra deepak deirdre denise dennis derek desmond detlef devin
diana diane dieter dietmar dirk dominic dominik don donald donna doris dorothea dorothy doug douglas drew duncan
dustin dylan earl eberhard ed eddie edgar edith edmund eduard eduardo edward eileen elaine eleanor elena eleni elisa
elisabeth elise elizabeth elke ella ellen elliot elliott eloise elsa emil emilia emily emma emmanuel eric erica
erich erik erika erin ernest ernst esther ethan eugen eugene eva evan eve evelyn fabian faisal faith fatima felicity
felix ferdinand fiona florence florian frances francesca francesco francis francisco francois frank franz fred
freddie frederic frederick friederike friedrich gabriel gabriela gabriele gareth gary gavin gemma gene geoff
geoffrey georg george georgia gerald gerard gerd gerhard gianni gillian gina giorgio giovanni gisela giulia giuseppe
glen glenn gloria gordon grace graham greg gregor gregory greta gudrun guido guillermo gunther gunter gustav guy
gwen hannah hannes hans harald harriet harry harvey hassan hazel heather heidi heike heiko heinrich heinz helen
helena helga helge helmut hendrik henning henri henrik henry herbert hermann hilary holger holly horst howard hubert
hugh hugo ian ibrahim ida ignacio igor ina ines inga inge ingo ingrid irene irina iris isaac isabel isabella
isabelle ivan ivana jack jackie jackson jacob jacques jacqueline jaime jake jakob james jamie jan jana jane janet
janice janine jared jasmin jasmine jason javier jay jean jeanne jeff jeffrey jelena jenna jennifer jenny jens jeremy
jerome jerry jesse jessica jessie jill jim jimmy joachim joan joana joann joanna joanne joao joaquin jochen jodie
joe joel joerg johan johann johanna johannes john johnny jon jonas jonathan jordan jorg jorge jose josef joseph josh
joshua joy joyce juan judith judy jukka julia julian juliana julie juliet juliette jurgen justin jutta kai karen
karin karina karl karla karsten kate katharina katherine kathleen kathrin kathryn kathy katie katja katrin kay keith
kelly ken kenneth kerstin kevin kiran kirsten klaus konrad konstantin kristen kristin kristina kristine kurt kyle
lara lars laszlo laura lauren laurence laurent laurie lawrence leah lee leila lena lennart leo leon leonard leonie
leslie lewis liam lil lily linda lindsay lindsey lisa liz lloyd lois lorenz lorenzo loretta lothar louis louisa
louise luca lucas lucia lucy ludwig luis luisa lukas luke lutz lydia lynn lynne madeleine madison maggie magnus
mahmoud maja malcolm malte mandy manfred manuel manuela marc marcel marco marcus margaret margarita margot maria
marian marianne marie marilyn marina mario marion marisa marissa marius mark marko markus marlene marta martha
martin martina mary mateo mathias mathilde matt matteo matthew matthias maureen maurice max maximilian maxine meera
megan mehmet melanie melinda melissa mercedes mia michael michaela michal michel michele michelle miguel mike
mikhail milan milena miles mira miriam mirko mitchell mohamed mohammad mohammed moira molly mona monica monika
morgan moritz muhammad nadia nadine nancy naomi natalia natalie natasha nathan nathaniel neha neil nele nelson
nicholas nick nicky nico nicola nicolas nicole niels nigel nikolaus nils nina noah noel nora norbert norman olaf
oleg olga oliver olivia olivier omar oscar oskar otto owen pablo paige pamela pascal pat patricia patrick patrik
paul paula pauline pavel pedro peggy penelope penny per pete peter petra phil philip philipp philippa philippe
phillip phoebe pierre pooja priya rachael rachel rahul raimund rainer rajesh ralf ralph ramon randall randy raphael
rashid ravi ray raymond rebecca regina regine reiner reinhard rene renata renate rhys ricardo richard rick rita rob
robert roberta roberto robin rodney roger roland rolf roman ron ronald rosa rosalind rose rosemary ross roy ruben
rudiger rudolf rupert russell ruth ryan sabine sabrina sadie sally sam samantha samira samuel sandeep sandra sandy
sanjay sara sarah sascha scott sean sebastian selina serena sergei sergio seth shannon sharon shaun sheila shelby
shelley sheryl shirley sibylle siegfried sigrid silke silvia simon simone sofia sonia sonja sophia sophie stacey
stacy stan stefan stefanie stella stephan stephanie stephen steve steven stewart stuart sue sunil susan susanna
susanne suzanne sven svenja sybille sylvia tamara tanja tanya tara tatiana ted teresa terry tessa thea theo theodor
theresa thomas thorsten tiffany till tilman tim timo timothy tina tobias toby todd tom tomas tommaso tommy tony
torsten tracey tracy travis trevor trond tyler udo ulf uli ulrich ulrike ursula ute uwe valentin valentina valerie
vanessa vera verena veronica veronika victor victoria vijay viktor viktoria vincent viola virginia vivian vlad
vladimir volker wade walter wanda wayne wendy werner wilfried wilhelm will william willy winfried wolf wolfgang
xavier yannick yasmin yolanda yvonne zachary zoe alejandro alessandra alessandro alicia alvaro beatriz benoit
camille chiara clement cristina daniele davide diego dolores emilie emiliano enrique esteban federica federico
fernando filippo florent gaelle gerardo giacomo gonzalo gregoire guadalupe guillaume gustavo hector hernan ilaria
isidro jacopo jordi josefina julien julio leonardo leticia lola lorena luciana luciano lucie luigi marcela marcelo
margaux mariana mariano massimo mathieu matilde mauricio maxime micaela milagros montserrat nuria octavio paolo
pascale patrice pierluigi pilar raul remi riccardo rocio rodrigo romain rosario salvatore santiago silvana simona
stefano stephane susana sylvain sylvie thierry valeria veronique vicente vincenzo virginie viviana ximena yves
agnieszka aleksandra aleksandr alexei andrej andrei andrzej anastasia arkadiusz artur barbora bartosz beata bogdan
bozena cezary dariusz denys dmitri dmitry dominika dorota ewa filip gabor galina grzegorz halina iwona jacek jadwiga
janusz jaroslav jaroslaw jerzy jolanta jozef kamil karel karolina katarzyna katerina kinga krystyna krzysztof leszek
lucyna lukasz maciej magdalena malgorzata marcin marek mariusz marzena mateusz miroslav miroslaw natalya nikolai
oleksandr ondrej patryk pawel piotr przemyslaw radoslaw rafal ryszard sergey slawomir stanislaw svetlana sylwia
szymon tadeusz tatyana tereza tomasz urszula vaclav vadim vitaly vojtech volodymyr wieslaw wojciech yulia yuri
zbigniew zdenek zofia zuzana aksel anders anneli antti arvid bente bjarne eero eeva eirik elin espen gunnar hakan
hanne harri heikki helle henna ingeborg jari jesper jorgen kari kjell kristian lasse leif linnea mads maarten marit
marjo marten matti mette mikael mikko morten niklas ole pekka pernille petter rasmus rune sanna sigrun siri solveig
soren stig stine sverre tiina toke torbjorn tore trine tuomas ulla vidar ville willem joost jeroen marieke sander
wouter pieter bram ahmet ali aylin ayse burak cem deniz ebru elif emine emre fatih fatma gulay hasan huseyin kemal
leyla merve murat mustafa omer ozge selin serkan sinan tarik ufuk yusuf zeynep abdul amina farid hamid hana hussein
jamal karim khaled layla mariam nadim nasser noor rania rami salim samir tariq yasser youssef zahra aditi aditya
akash amitabh ananya aniket anil ankit anuradha arvind ashok bharat chandra devika dinesh divya gaurav harish kavita
krishna lakshmi manish manoj meena mohan mukesh neeraj nisha nitin pankaj pradeep prakash prashant preeti rakesh
ramesh rohit sachin sameer sandhya shankar shreya sneha suresh swati tanvi uma varun vikas vikram vinod vivek
александр александра алексей алина алла анастасия андрей анна антон артем артём борис вадим валентина валерий
валерия василий вера виктор виктория виталий владимир владислав вячеслав галина геннадий георгий дарья денис дмитрий
евгений евгения егор екатерина елена иван игорь илья инна ирина кирилл константин кристина ксения лариса лидия
людмила максим марина мария михаил надежда наталия наталья никита николай нина оксана олег олеся ольга павел петр
пётр полина роман руслан светлана сергей софья станислав степан тамара тарас татьяна тимур федор эдуард юлия юрий
яна ярослав андрій олександр олексій дмитро сергій ірина юлія наталія тетяна володимир михайло микола павло катерина
αθανάσιος αλέξανδρος αναστασία ανδρέας άννα αντώνης βασίλης βασιλική γεωργία γιάννης ιωάννης γιώργος γεώργιος
δημήτρης ειρήνη ελένη ευαγγελία ευάγγελος θανάσης θοδωρής θωμάς κατερίνα κώστας κωνσταντίνος μανώλης μαρία μιχάλης
νίκος νικόλαος παναγιώτης πέτρος σοφία σπύρος στέλιος σταύρος στέφανος σωτήρης τάσος φώτης χρήστος χριστίνα
sanne lotte daan sem thijs bas femke anouk marloes jasper koen stijn wim henk gerrit marijke saskia floris joris
sjoerd tess nienke roos evert dirkje geert karlijn lenka jitka zdenka alena ludmila eliska jiri frantisek jakub radek
lubos istvan jozsef janos zoltan sandor ferenc attila tamas zsolt tibor andras csaba balazs imre lajos gergely marton
bence agnes katalin erzsebet ilona judit zsuzsanna ildiko eszter orsolya reka alexandru mihai ionut florin cristian
gheorghe vasile ciprian razvan dragos ioana mihaela andreea raluca oana roxana larisa олена світлана ганна марія
анастасія вікторія любов надія віктор василь богдан юріи ігор петро віталіи agus budi joko bambang dwi eko hendra rudi
andi yudi dewi siti sri rina ratna wulan putri fitri indah ayu osman hatice meryem serife kubra busra esra gizem derya
pınar sevgi tugba ugur volkan onur ozan caglar barıs kaan mert kerem serhat tolga umut levent orhan selim luiz marcos
rafael felipe thiago francisca adriana marcia fernanda aline camila bruna larissa raquel catarina tiago diogo goncalo
nuno rui vasco matias agustina julieta facundo itzel aurelie elodie celine amelie lea maelle manon oceane clemence
enzo antoine cedric didier fabrice herve loic mickael regis sebastien thibault yann alessia giada edoardo raffaele
pasquale gennaro ewelina dagmara karol kacper wiktoria zuzanna oliwia patrycja justyna grazyna mirosława δεσποινα
αικατερινη παρασκευη ηλιασ θεοδωροσ λευτερησ αργυρω δημητρα ιωαννα φωτεινη петар марко никола јован милан драган зоран
милош јелена маја снежана горан тихомир георги димитър петър стефан красимир десислава теодора احمد محمد محمود علي حسن
حسين خالد عمر يوسف ابراهيم مصطفى عبدالله سعيد كريم طارق هشام وليد ياسر سامي رامي نبيل فاطمة مريم سارة نور ليلى هدى منى
رانيا دينا ياسمين هبة سلمى زينب خديجة عايشة ايمان نهى شيماء اسماء
"""


#: Letters whose stroke or dot no decomposition takes off.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h"})


def is_given(word: str) -> bool:
    """Is `word` a given name that many bear, in whatever case and with or without accents?

    >>> is_given("JÜRGEN"), is_given("Detailed"), is_given("Jean-Paul")
    (True, False, True)
    """
    return _bare(word.partition("-")[0]) in _ALL


def _bare(word: str) -> str:
    folded = unicodedata.normalize("NFD", word.casefold()).translate(_STROKES)
    return "".join(char for char in folded if not unicodedata.combining(char))


_ALL = frozenset(map(_bare, _NAMES.split()))
