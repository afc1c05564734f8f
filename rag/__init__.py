"""Questions about a collection of articles, answered with checked citations.

from rag import OnRecord
desk = OnRecord(data="…")
desk.add("articles/")
answer = desk.ask("What did Wang Yi say about NATO?")
"""

from index.types import Filters
from rag.desk import OnRecord
from rag.types import Answer, AnswerSentence, Citation, Token, Turn

__all__ = ["Answer", "AnswerSentence", "Citation", "Filters", "OnRecord", "Token", "Turn"]
