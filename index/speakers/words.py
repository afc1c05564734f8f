"""Words that tell what kind of a name a name is, and how words of names are made comparable."""

from __future__ import annotations

import unicodedata

SUFFIXES = frozenset("jr sr ii iii iv".split())

PARTICLES = frozenset(  # small words that belong to a surname
    """von van der den de di da del della dos das du do la le el al bin ibn ben abu zu ter ten
        af av y e""".split()
)
GIVEN_TOO = frozenset("van ben al el della abu e y".split())  # in capitals, names like any other

# Family names that stand in front: of these, and of no others, the first word alone may be
# what a person is called by.
FAMILY_FIRST = frozenset(
    """wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang
        song zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su
        jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao
        zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan qian yin
        chang qiao lai gong wen xi hua mi bo geng lyu niu
        kim lee park choi jung jeong cho yoon yun jang lim oh seo shin kwon hwang ahn moon ban
        chung hong ryu roh noh
        nguyen tran pham hoang phan vu vo dang bui ngo duong ly""".split()
)

UNNAMED = frozenset(  # in capitals where a sentence begins with them
    """sources source officials authorities police witnesses experts analysts critics supporters
        researchers scientists lawyers prosecutors lawmakers leaders spokespeople diplomats
        residents reporters journalists doctors investigators protesters activists economists
        observers people others everyone nobody someone he she they it we i you who his her their
        its our my state media press report reports study survey poll statement documents
        president company companies firm family neighbours neighbors friends parents students
        teachers workers staff employees members insiders organizers organisers""".split()
)

BODY_WORDS = frozenset(
    """inc corp corporation ltd llc plc co company companies university college institute
        institution association organization organisation federation foundation council society
        network news times post press tribune herald gazette guardian journal magazine radio tv
        television channel media studio studios agency authority service services fund bank
        banks board club team league alliance coalition front movement army force forces navy
        ministry office center centre school hospital church international nations states
        kremlin pentagon congress secretariat tribunal exchange airlines airways holdings
        partners capital systems technologies pharmaceuticals motors watch union unions
        community assembly treasury embassy""".split()
)

# Places that speak for those who govern them, and firms that bear a founder's name.
NO_SURNAMES = frozenset(
    """washington london paris berlin rome vienna madrid lima havana kyiv kiev brussels moscow
        beijing tokyo seoul ankara tehran damascus delhi islamabad kabul cairo riyadh doha
        budapest warsaw prague athens lisbon geneva davos pyongyang taipei canberra ottawa
        jerusalem pretoria nairobi lagos hanoi manila jakarta singapore dublin oslo stockholm
        copenhagen helsinki tallinn riga vilnius minsk baku yerevan tbilisi sofia belgrade
        jordan israel chad cuba lebanon kuwait malta cyprus ireland holland england france
        germany spain italy portugal greece turkey russia china india pakistan iran iraq syria
        egypt libya tunisia morocco algeria kenya nigeria ghana ethiopia sudan mali niger
        somalia rwanda uganda zambia zimbabwe canada mexico brazil argentina chile peru bolivia
        colombia venezuela ecuador panama haiti jamaica japan korea vietnam thailand cambodia
        laos myanmar burma nepal bhutan bangladesh indonesia malaysia philippines australia
        zealand ukraine belarus poland hungary romania bulgaria serbia croatia slovenia
        slovakia austria switzerland belgium netherlands denmark norway sweden finland iceland
        estonia latvia lithuania moldova georgia armenia azerbaijan kazakhstan uzbekistan
        afghanistan britain scotland wales america europe africa asia taiwan kosovo albania
        texas california florida virginia carolina montana dakota
        ford disney dell boeing tesla siemens bosch daimler porsche ferrari toyota honda suzuki
        mercedes chanel dior armani gucci prada kellogg heinz mars nestle cadbury pfizer bayer
        merck lilly walmart amazon apple google facebook meta twitter microsoft intel nvidia
        oracle adobe cisco nike adidas puma philips renault peugeot fiat chrysler tata ryanair
        morgan goldman barclays lloyds moody fitch nielsen gallup deloitte ernst mckinsey
        hamas hezbollah taliban fatah reuters bloomberg xinhua interfax kyodo""".split()
)

# Borne with a given name, so that the name alone is no surname: Pope Francis, King Charles.
GIVEN_NAME_TITLES = frozenset(
    """pope king queen prince princess emperor empress saint sister brother father mother
        patriarch sultan tsar sir dame""".split()
)

NATIONAL = frozenset(
    """russian chinese american british french german ukrainian us u.s uk u.k eu european japanese
        indian iranian israeli turkish korean""".split()
)

# Before a name and no office; the gender they tell, if they do.
HONORIFICS = {
    **dict.fromkeys("mr sir lord monsieur herr".split(), "he"),
    **dict.fromkeys("mrs ms miss dame lady madame mme frau".split(), "she"),
    **dict.fromkeys("mx dr prof professor hon honourable honorable rev reverend".split(), ""),
}

# Said of so many that they tell no office apart.
VAGUE = NATIONAL | frozenset(
    """the a an his her their its former ex then senior top chief head deputy acting vice special
        official diplomat counterpart leader politician man woman himself herself who candidate
        republican democrat democratic labour conservative""".split()
)

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | dict.fromkeys("'’‘ʼ`")
)


def plain(word: str) -> str:
    """A word in small letters, without accents, apostrophes and punctuation around it."""
    letters = word.casefold()
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFKD", letters)
        letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return letters.translate(_LETTERS).strip('.,;:()[]"“”')
