"""A question and a sentence → the words of the sentence that have the form asked for."""

from __future__ import annotations

import pytest

from rag.forms import gives_reason, has_value, values
from rag.question import understand


def found(question: str, text: str) -> list[str]:
    return [text[start:end] for start, end in values(understand(question), text)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The port closed on May 4, 2031.", ["May 4, 2031"]),
        ("It closed on Tuesday, 4 May 2031, at noon.", ["Tuesday, 4 May 2031, at noon"]),
        ("The port closed in 1998 and 2003.", ["1998", "2003"]),
        ("The port closed in the late 1990s.", ["late 1990s"]),
        ("Norhavn burned in the 19th century.", ["19th century"]),
        ("The port closed last week.", ["last week"]),
        ("Yesterday the port closed.", ["Yesterday"]),
        ("The port closed in the evening.", ["in the evening"]),
        ("The port closed three days ago.", ["three days ago"]),
        ("The port will close in two weeks.", ["in two weeks"]),
        ("The port closed during the Second World War.", ["during the Second World War"]),
        ("It closes at 8 p.m. on weekdays.", ["8 p.m."]),
        ("In March, the port closed.", ["March"]),
        ("The port closed 2031-05-04.", ["2031-05-04"]),
        ("It may close; a march on the quay drew 2,031 people.", []),
        ("The port paid $2031 for 1998 tonnes of rope.", []),
        ("The port closed for good.", []),
    ],
)
def test_when(text: str, dates: list[str]) -> None:
    assert found("When did the harbour shut?", text) == dates


def test_words_of_the_question_are_no_answer() -> None:
    assert found("When in 2031 did the port close?", "In 2031 the port closed.") == []
    assert found("When in 2031 did it close?", "It closed in May 2031.") == ["May 2031"]
    assert found("Who did Anna Lund meet?", "Anna Lund met Karl Berg.") == ["Karl Berg"]
    assert found("Where in Norhavn is the lock?", "The lock is in Norhavn.") == []


@pytest.mark.parametrize(
    ("question", "text", "days"),
    [
        ("Which day did it close?", "It closed on Monday, in 2031.", ["Monday"]),
        ("In which year did it close?", "It closed on May 4, 2031.", ["2031"]),
        ("What month did it close?", "It closed on May 4, 2031.", ["May"]),
        ("What was the date of the sale?", "It was sold on 4 May 2031.", ["4 May 2031"]),
        ("In what year did it close?", "It closed last year.", ["last year"]),
    ],
)
def test_which_day_year_or_month(question: str, text: str, days: list[str]) -> None:
    assert found(question, text) == days


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Karl Berg rejected the plan.", ["Karl Berg"]),
        ("The plan was rejected by Berg on Monday.", ["Berg"]),
        ("A spokesperson for the ministry rejected the plan.",
         ["A spokesperson for the ministry"]),
        ("In May, the Harbour Council of Norhavn rejected it.", ["Harbour Council of Norhavn"]),
        ("Critics rejected it; the mayor did not.", ["Critics", "the mayor"]),
        ("Berg’s plan was rejected.", ["Berg’s"]),
        ("However, Eva Dahl rejected it.", ["Eva Dahl"]),
        ("Taxes rose and the plan failed in May.", []),
        ("On Monday it was rejected.", []),
    ],
)  # fmt: skip
def test_who(text: str, names: list[str]) -> None:
    assert found("Who opposed the new lock?", text) == names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("They met in Oslo.", ["Oslo"]),
        ("In Oslo, they met on Monday.", ["Oslo"]),
        ("They met in the old town of Sorhavn in May.", ["in the old town of Sorhavn"]),
        ("They met near Oslo, Norway.", ["Oslo", "Norway"]),
        ("They met at the town hall.", ["at the town hall"]),
        ("They met Anna Lund in private.", []),
        ("They spoke to Anna Lund in May.", []),
        ("OSLO (Coast Post) - They met.", ["OSLO"]),
        ("The talks moved abroad.", ["abroad"]),
        ("It was a word of warning for Russian leaders.", []),
        ("They met in a mill by the Norhavn lock.", ["in a mill"]),
    ],
)
def test_where(text: str, places: list[str]) -> None:
    assert found("Where did the talks take place?", text) == places


def test_which_country_is_told_by_a_name_wherever_it_stands() -> None:
    assert found("Which city hosts the games?", "On Monday Oslo won the bid.") == ["Oslo"]


@pytest.mark.parametrize(
    ("question", "text", "counts"),
    [
        ("How many people were hurt?", "Nine people were hurt.", ["Nine"]),
        ("How many people were hurt?", "At least 1,200 were hurt in 2031.", ["At least 1,200"]),
        ("How many people were hurt?", "In 12 cars, 40 people were hurt.", ["40"]),
        ("How many people were hurt?", "Nobody was hurt.", ["Nobody"]),
        ("How many people were hurt?", "Dozens of passengers were hurt.", ["Dozens"]),
        ("How many flights were cancelled?", "Two airlines cancelled 30 flights.", ["30"]),
        ("How many flights were cancelled?", "Two hundred and fifty were.",
         ["Two hundred and fifty"]),
        ("How many cranes fell?", "More than 2.5 million saw it.", ["More than 2.5 million"]),
        ("How many cranes fell?", "One of the cranes fell on May 4, 2031.", []),
        ("How many cranes fell?", "One might be surprised that cranes fell.", []),
        ("What is the highest fee?", "A mooring costs $40 a night.", ["$40"]),
        ("What's the minimum number of cranes?", "Two of the 3 cranes stood.", ["3"]),
        ("How many cranes fell?", "The two met on the 3rd; no one fell.", []),
        ("How many cranes fell?", "A 45-year-old saw the Boeing 737.", []),
        ("How many days did it last?", "It lasted three days.", ["three"]),
        ("How many cranes fell?", "The three cranes fell.", ["three"]),
        ("How many cranes fell?", "A single crane fell.", ["A single"]),
        ("What was the number of boats?", "The port had 40 boats.", ["40"]),
    ],
)  # fmt: skip
def test_how_many(question: str, text: str, counts: list[str]) -> None:
    assert found(question, text) == counts


@pytest.mark.parametrize(
    ("question", "text", "amounts"),
    [
        ("How much did it cost?", "It cost $4.5 million in 1998.", ["$4.5 million"]),
        ("How much did it cost?", "It cost 40,000 crowns.", ["40,000 crowns"]),
        ("How much did prices rise?", "Prices rose by 5% in 2031.", ["5%"]),
        ("How much fish is landed?", "It lands about 300 tonnes.", ["about 300 tonnes"]),
        ("How much did it cost?", "It opened on May 4, 2031.", []),
        ("How long did it last?", "It was a two-day strike.", ["two-day"]),
        ("How long did it last?", "It lasted three weeks.", ["three weeks"]),
        ("How long has it been shut?", "It has been shut since 2019.", ["since 2019"]),
        ("How long did it last?", "Two years ago a 9-year-old died.", []),
        ("How long is the pier?", "The pier is 90 metres long.", ["90 metres"]),
        ("How old is Berg?", "Berg, 45, is chief.", ["45"]),
        ("How old is Berg?", "The 45-year-old is chief.", ["45-year-old"]),
        ("How old is Berg?", "The chief, aged 45, left.", ["aged 45"]),
        ("How old is Berg?", "Berg has 45 boats.", []),
        ("How far is the island?", "It lies 12 km off the coast.", ["12 km"]),
        ("How high is the tower?", "The tower is 90 feet tall.", ["90 feet"]),
        ("How high is inflation?", "Inflation stands at 4.1 percent.", ["4.1 percent"]),
        ("How often does it meet?", "The board meets twice a year.", ["twice a year"]),
        ("How often does it meet?", "The board meets every week.", ["every week"]),
        ("How often does it meet?", "The board met on Monday.", []),
        ("How often did they talk?", "They had eight calls last year.", ["eight"]),
        ("What percentage voted?", "Some 40 percent voted.", ["Some 40 percent"]),
        ("What share of boats is old?", "Two-thirds are old.", ["Two-thirds"]),
    ],
)
def test_amounts_durations_ages_and_measures(question: str, text: str, amounts: list[str]) -> None:
    assert found(question, text) == amounts


@pytest.mark.parametrize(
    "question",
    [
        "When the old cranes were sold, which law ended?",
        "When the port closed, what did Lund say?",
        "When the port closed, did Lund resign?",
        "Where the lock stood, what was built?",
        "What did Lund say about the lock?",
        "Why did the port close?",
        "Which policy ended when the port closed?",
        "Did the port close in 2031?",
    ],
)
def test_questions_that_ask_for_no_form(question: str) -> None:
    assert has_value(understand(question), "The lock was sold.")
    assert found(question, "It was sold in Oslo in 2031 to Karl Berg.") == []


def test_a_sentence_without_the_form_asked_for() -> None:
    assert not has_value(understand("When will the port close?"), "The port will close.")
    assert has_value(understand("When will the port close?"), "It will close in June.")


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("When will Lund go to Oslo?", "Lund went to Oslo in May 2030.", False),
        ("When is Lund next due in Oslo?", "Lund went to Oslo in May 2030.", False),
        ("When will Lund go to Oslo?", "Lund is due in Oslo in May 2032.", True),
        ("When did Lund go to Oslo?", "Lund went to Oslo in May 2030.", True),
        ("When was the lock sold?", "The lock was sold, Lund said on Friday.", False),
        ("When was the lock sold?", "The lock was sold on Friday, Lund said.", True),
        ("When did Lund say that the lock was sold?", "It was sold, Lund said on Friday.", True),
    ],
)
def test_a_day_is_of_the_time_and_thing_asked_for(question: str, text: str, holds: bool) -> None:
    assert has_value(understand(question), text) == holds


def test_places_count_in_the_text_as_it_stands() -> None:
    assert found("When did it close?", "“It … closed”, he said – in 2031.") == ["2031"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It closed because the lock leaked.", True),
        ("It closed due to rust.", True),
        ("It closed in order to save money.", True),
        ("Lund thanked him for his patience.", True),
        ("It closed, as the lock leaked.", True),
        ("Since the lock leaked, it closed.", True),
        ("It has been closed since 2019.", False),
        ("It has been closed since May.", False),
        ("As mayor, Lund closed it.", False),
        ("The port closed on Monday.", False),
    ],
)
def test_reasons(text: str, reason: bool) -> None:
    assert gives_reason(text) is reason
