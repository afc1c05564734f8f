"""A small invented collection and its prepared answers, for looking at the chat."""

from __future__ import annotations

from index.errors import ModelProblem
from index.types import Article, ArticleInfo
from rag.types import Answer
from tests.fakes import FakeDesk, answered, cite, declined, hit

HARBOUR = Article(
    ArticleInfo(
        "harbour",
        title="Harbour plan divides the coast",
        outlet="The Northern Ledger",
        author="Ida Holm",
        published="2024-04-09",
        url="https://ledger.example/harbour",
    ),
    "\n\n".join(
        [
            "The coastal council of Vestra met on Tuesday to discuss the new deep-water harbour, "
            "which has divided the town since the first drawings were shown last autumn.",
            'Mara Lind, the council leader, said the harbour "will be built in three stages or not '
            'at all". She added that no dredging would begin before the spring of 2026.',
            "Fishing crews gathered outside the hall before the meeting. Several carried signs "
            "asking the council to publish the survey of the sea floor.",
            *[
                f"In the {ordinal} hearing, residents spoke for and against the plan, and the "
                "council's engineers answered questions about noise, traffic and the price of the "
                "breakwater, which has risen twice since the budget was passed."
                for ordinal in ("first", "second", "third", "fourth", "fifth")
            ],
            "Jonas Ek of the fishing crews' union warned of significant consequences for the "
            "spawning grounds. “Nobody has shown us the survey,” he said.",
            "The council is to vote on 2 May.",
        ]
    ),
)
FERRY = Article(
    ArticleInfo(
        "ferry",
        title="Ferry line to stay, minister tells islanders",
        outlet="Skerry Post",
        published="2024-03",
    ),
    "The ferry to the outer skerries will keep running through the winter, the transport "
    "ministry confirmed.\n“We will not leave anyone without a crossing,” minister Tove Rask told "
    "islanders in a packed school hall.\nRask did not say how the line would be paid for.",
)
NASTY_TEXT = (
    "\n  <script>alert('x')</script> & &amp; {{value}} ${props.value} `tick` \\u0041 $$x$$\r\n"
    "\r\tالكلمات المقتبسة من اليمين إلى اليسار، قالت.\n\n"
    "e\u0301a\u0308o\u0302\u0323 👩\u200d👩\u200d👧 \U0001d518 \u202eabc\u202c\u2028new\u2029line "
    "<!-- no --> ]]> </div></article> *not* _markdown_ [1]\n" + "long " * 2000 + "\n\n"
)
NASTY = Article(ArticleInfo("nasty", title="<b>Bold & “quoted”</b> عنوان"), NASTY_TEXT)

HARBOUR_QUESTION = "What did Mara Lind say about the harbour?"
WARNING_QUESTION = "Who warned of significant consequences?"
FERRY_QUESTION = "Will the ferry keep running?"
DECLINED_QUESTION = "Did Tove Rask visit the harbour?"
BROKEN_QUESTION = "Which model is this?"
LONG_QUESTION = "Tell me everything about the harbour and the ferry."
NASTY_QUESTION = "What is <b>in</b> *there*, `and` [link](#x)?"

STAGES = (
    'Mara Lind, the council leader, said the harbour "will be built in three stages or not at all".'
)
WARNING = (
    "Jonas Ek of the fishing crews' union warned of significant consequences for the "
    "spawning grounds."
)
CROSSING = "“We will not leave anyone without a crossing,” minister Tove Rask told islanders"
DREDGING = "She added that no dredging would begin before the spring of 2026."
BROKEN_LINE = "The model file /models/gone.gguf is not there; choose another with --model."


def newsroom(delay: float = 0.0) -> FakeDesk:
    """A desk that has an answer of each kind."""
    return FakeDesk([HARBOUR, FERRY, NASTY], replies(), delay)


def replies() -> dict[str, Answer | Exception]:
    stages = cite(1, HARBOUR, STAGES, "Mara Lind")
    dredging = cite(2, HARBOUR, DREDGING, "Mara Lind")
    warning = cite(3, HARBOUR, WARNING, "Jonas Ek")
    crossing = cite(4, FERRY, CROSSING, "Tove Rask")
    return {
        HARBOUR_QUESTION: answered(
            HARBOUR_QUESTION,
            (
                'Mara Lind said the harbour "will be built in three stages or not at all".',
                (stages,),
            ),
            ("She said no dredging would begin before the spring of 2026.", (dredging,)),
        ),
        WARNING_QUESTION: answered(
            WARNING_QUESTION,
            (
                "Jonas Ek warned of significant consequences for the spawning grounds.",
                (cite(1, HARBOUR, WARNING, "Jonas Ek"),),
            ),
        ),
        FERRY_QUESTION: answered(
            FERRY_QUESTION,
            (
                "Tove Rask told islanders, “We will not leave anyone without a crossing.”",
                (cite(1, FERRY, CROSSING, "Tove Rask"),),
            ),
        ),
        LONG_QUESTION: answered(
            LONG_QUESTION,
            *[
                (
                    f"In part {part} of what the articles hold, Mara Lind said that the harbour "
                    "will be built in three stages and that no dredging would begin before the "
                    "spring of 2026, while Jonas Ek warned of significant consequences.",
                    (stages, dredging, warning) if part % 2 else (warning, crossing),
                )
                for part in range(1, 7)
            ],
        ),
        DECLINED_QUESTION: declined(
            DECLINED_QUESTION,
            [hit(FERRY, "Rask did not say how the line would be paid for."), hit(HARBOUR, WARNING)],
        ),
        BROKEN_QUESTION: ModelProblem(BROKEN_LINE),
        NASTY_QUESTION: answered(
            NASTY_QUESTION,
            (
                "It holds <script>alert('x')</script>, *stars*, $$x$$ and [2].",
                (cite(1, NASTY, "<script>alert('x')</script>", "<i>Somebody</i>"),),
            ),
        ),
    }
