"""What is derived from the store and kept beside it.

The lexical index and the register of speakers each carry the store's revision as their stamp and
are made anew where it is stale. Whoever adds brings both up to date; questions never wait for
that, and read what there is. Sentences' vectors need no stamp, since they are kept by content.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.lexical import LexicalIndex, Row
from index.lock import locked_if_free
from index.parts import Contents
from index.records import entry, part_id
from index.sentence_vectors import SentenceVectors
from index.speakers.register import Register
from index.store import Store
from index.types import Passage

if TYPE_CHECKING:
    from index.embed import Vectors

_FRESH = 0.1  # seconds for which what was found current is taken to be; a question asks often


class Derived:
    """The derived files of one data folder.

    Args:
        data: the folder.
        store: what they are derived from.
        clock: seconds, from any beginning.
    """

    def __init__(
        self, data: Path, store: Store, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._data = data
        self._store = store
        self._lexical = LexicalIndex(data / "lexical")
        self._register = Register(data / "speakers.sqlite")
        self.sentences = SentenceVectors(data / "sentences.sqlite")
        self._clock = clock
        self._seen_fresh = -_FRESH

    @property
    def lexical(self) -> LexicalIndex:
        """The lexical index, made anew first where it lags behind and nobody adds."""
        self._freshen()
        return self._lexical

    @property
    def register(self) -> Register:
        """The register of speakers, made anew first where it lags behind and nobody adds."""
        self._freshen()
        return self._register

    def _freshen(self) -> None:
        if self._clock() - self._seen_fresh < _FRESH:
            return
        revision = self._store.revision
        if self._lexical.is_current(revision) and self._register.is_current(revision):
            self._seen_fresh = self._clock()
            return
        # Whoever is adding now brings them up to date; until then what they have must do.
        with locked_if_free(self._data) as free:
            if free:
                self.catch_up()

    def catch_up(self) -> None:
        """Makes anew what lags behind; the caller holds the folder's lock."""
        if not self._store.exists:
            self._register.discard()
            return
        revision = self._store.revision
        self._lexical.catch_up(revision, self._store.passages.every)
        self._register.catch_up(revision, self._store.entries)

    def update(
        self,
        contents: Sequence[Contents],
        gone: Iterable[str],
        sentences: Iterable[tuple[Passage, Vectors]],
        revision: str,
    ) -> None:
        """Takes out the articles ``gone``, puts in ``contents``, and stamps the result.

        ``sentences`` are the vectors of the passages' sentences.
        """
        left = list(gone)
        rows: list[Row] = [
            (part_id(passage.article_id, each.article.content_hash, at), passage, each.article.info)
            for each in contents
            for at, passage in enumerate(each.passages)
        ]
        entries = [entry(each.article.info, each.voices, len(each.quotes)) for each in contents]
        self.sentences.update(sentences, left)
        self._lexical.update(rows, left, revision)
        self._register.update(entries, left, revision)
