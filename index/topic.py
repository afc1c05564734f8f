"""What a text is asked to be about, and how far it is: the words it shares, rare ones above all."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from index.stemming import stemmed

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LITTLE = frozenset(  # words that say nothing of what a text is about
    """a an the and or but if than then so as at by for from in into of off on onto out over to up
        with without about after against among before between during through under until upon via
        is are was were be been being am do does did have has had can could may might must shall
        should will would it its this that these those there he him his she her they them their we
        us our you your i me my who whom whose which what when where why how not no any some all
        say says said saying tell told quote quotes quoted""".split()
)


class Topic:
    """The telling words of what is asked about, each weighed by how rare it is.

    Args:
        about: the reader's words.
        frequency: the share of passages that hold a stemmed word.
    """

    def __init__(self, about: str, frequency: Callable[[str], float]) -> None:
        words = words_of(about)
        telling = [word for word in words if word not in _LITTLE] or words
        self.evenly = dict.fromkeys(telling, 1.0)
        self._weights: Mapping[str, float] = {
            stemmed: -math.log(max(frequency(stemmed), 1e-6)) + 0.1
            for stemmed in map(stemmed, telling)
        }

    def share(self, text: str) -> float:
        """How much of the topic's words a text holds, by weight: between 0 and 1."""
        held = {stemmed(word) for word in words_of(text)}
        whole = sum(self._weights.values())
        return sum(w for each, w in self._weights.items() if each in held) / whole if whole else 0.0

    @staticmethod
    def is_held(share: float) -> bool:
        """Whether a share is all of the words."""
        return share > 0.999


def words_of(text: str) -> list[str]:
    """The words of a text in order, in small letters, possessive endings off."""
    found = (match.group().lower().replace("’", "'") for match in _WORD.finditer(text))
    return [word.removesuffix("'s") for word in found]
