"""Given names that nearly always are a man's or a woman's, to tell whom "he" cannot mean.

Common in English-language news; names that both bear (Alex, Jordan, Kelly, Robin) are left
out, and so is whatever a reader would hesitate over. A name that is not here tells nothing.
"""

from __future__ import annotations

_MEN = frozenset(
    """aaron abdul abraham adam adrian ahmed alan albert alejandro alexander alfred ali allen andre
    andrew andy anthony antonio arthur barack barry ben benjamin bernard bernie bill bob boris
    brad bradley brandon brendan brent brett brian bruce bryan calvin carl carlos cesar charles
    charlie chad chris christopher chuck clarence clark claude colin craig curtis dan daniel danny
    darren darrell dave david dean dennis derek diego dmitry dominic don donald doug douglas
    drew duncan dwight ed eddie edgar edmund eduardo edward edwin elijah elliott emmanuel eric
    erik ernest ethan eugene evan felix fernando francisco frank franklin fred frederick gareth
    gary gavin geoff geoffrey george gerald gerard giovanni glenn gordon graham greg gregory guy
    hank hans harold harry harvey hassan hector henry herbert herman howard hugh hugo ian
    ibrahim igor isaac ivan ivo jack jacob jake james jamal jared jason javier jeff jeffrey
    jeremy jerome jerry jim jimmy joe joel johan john johnny jonathan jorge jose joseph josh
    joshua juan julian julio justin karl keith ken kenneth kevin kurt kyle larry lars lawrence
    len leo leon leonard liam lindsey louis luc lucas luis luke malcolm manuel marc marcel
    marco marcus mario mark martin marvin mathew matt matteo matthew maurice max michael
    miguel mike mikhail mitch mitchell mitt mohamed mohammed muhammad nathan nathaniel neil
    nelson newt nicholas nick nigel nikolai noah norman oleg oliver oscar otto owen pablo
    patrick paul pedro per pete peter phil philip phillip pierre rafael ralph ramon randall randy
    ray raymond rex ricardo richard rick rob robert roberto rodney roger roland roman ron ronald
    rory ross roy rudy rupert russell ryan sam samuel saul scott sean sebastian serge sergei
    sergey seth shane sidney simon spencer stan stanley stefan stephen steve steven stewart
    stuart tariq ted terrence thomas tim timothy tobias todd tom tomas tommy toby travis trevor
    tyler vernon victor vince vincent viktor vladimir volodymyr wallace walter warren wayne
    wesley will william winston wolfgang xavier yuri zachary""".split()
)
_WOMEN = frozenset(
    """abigail adriana agnes aisha alexandra alexandria alice alicia alison allison amanda amber
    amelia amy ana andrea angela angelina anita ann anna anne annette annie april audrey barbara
    beatrice becky belinda bernadette beth betty beverly bonnie brenda bridget caitlin camille
    carla carmen carol carole caroline carolyn cassandra catherine cathy cecilia charlotte
    chelsea cheryl chloe christina christine cindy claire clara claudia colleen connie courtney
    cynthia daisy daniela danielle deborah debbie debra deirdre delia denise diana diane donna
    doris dorothy edith eileen elaine eleanor elena elisabeth elise eliza elizabeth ella ellen
    emily emma erica erin esther eva eve evelyn faith fatima felicity fiona florence frances
    gabriela gail georgia gill gillian gina gloria grace greta gwen hannah harriet heather heidi
    helen helena helga henrietta hilary hillary holly ida ilhan ines ingrid irene iris isabel
    isabella ivanka jackie jacqueline jane janet janice jasmine jeanne jen jennifer jenny
    jessica jill jo joan joanna joanne josephine joyce juanita judith judy julia juliana julie
    juliet kamala karen karin kate katherine kathleen kathryn kathy katie katrina kayla kirsten
    kristen kristin kristina lara laura lauren leah leila lena leticia lillian lily linda lisa
    liz loretta lorraine louisa louise lucia lucy luisa lydia lynn madeleine madeline maggie
    margaret maria mariana marie marilyn marina marjorie marlene martha mary maureen megan
    melania melanie melinda melissa mercedes meredith michelle mildred miranda miriam molly
    monica nadia nancy naomi natalia natalie natasha nicole nina nora norma olga olivia pamela
    patricia paula pauline peggy penelope penny petra phoebe phyllis priscilla rachel rebecca
    regina renee rhonda rita roberta rosa rose rosemary roxanne ruth sabrina sally samantha
    sandra sara sarah sharon sheila shirley silvia simone sofia sonia sophia sophie stacey
    stella stephanie sue susan susanna suzanne sylvia tamara tammy tanya tara tatiana teresa
    theresa tiffany tina tracey ursula valerie vanessa vera veronica victoria virginia vivian
    wanda wendy whitney yolanda yvonne zoe zofia""".split()
)


def pronoun_of(given_name: str) -> str | None:
    """ "he" or "she" where a given name nearly always goes with it."""
    name = given_name.lower()
    return "he" if name in _MEN else "she" if name in _WOMEN else None
