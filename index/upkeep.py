"""Adding to a collection and removing from it, one process at a time."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path

from index.answer_scorer import export_scorer
from index.derived import Derived
from index.embed import Embedder, SentenceTransformerEmbedder
from index.lock import writing
from index.onnx_embed import OnnxEmbedder, export
from index.store import Store
from index.types import AddReport, Progress


class Upkeep:
    """What changes the collection in one data folder.

    Args:
        data: the folder.
        store: what is indexed in it.
        derived: what is derived from that.
        writer: the embedder that articles are added with.
    """

    def __init__(self, data: Path, store: Store, derived: Derived, writer: Embedder) -> None:
        self._data = data
        self._store = store
        self._derived = derived
        self._writer = writer

    def remove(self, ids: Iterable[str], progress: Progress | None) -> list[str]:
        """Removes articles; gives back the ids that were there."""
        with writing(self._data, progress):
            self._tidy()
            return self._take_out(self._store.states(ids))

    def add(
        self,
        named: Sequence[str | Path],
        records: Iterable[str],
        progress: Progress | None,
        *,
        prune: bool,
        allow_private: bool,
    ) -> AddReport:
        """Adds or updates articles; see :meth:`index.library.Library.add`."""
        from index.build import Builder  # reading and parsing are not needed for questions
        from index.reading.registry import Reader
        from index.seen import Seen
        from index.vanished import vanished, was_known

        started = time.perf_counter()
        with writing(self._data, progress):
            self._tidy()
            before = self._store.known() if self._store.exists else {}
            known = dict(before)
            present = [name for name in named if not was_known(name, before.values())]
            with (
                closing(Reader(allow_private=allow_private, beside=self._data)) as reader,
                closing(Seen(self._data / "seen.sqlite", known)) as seen,
            ):
                builder = Builder(self._store, self._derived, self._writer, seen, known)
                stream = [reader.stream(records)] if records else []
                report = builder.run(chain(reader.sources(present), stream), progress)
            gone = vanished(named, before.values(), builder.held)
            # A folder in which nothing is found may be a disk that is not there today.
            failed = {place for place, _ in report.failed}
            surely = [name for name in named if str(name) not in failed]
            pruned = vanished(surely, gone, builder.held) if prune else []
            self._take_out([each.id for each in pruned])
            if self._store.exists and self._store.count():
                self._export_models()
        return replace(
            report,
            vanished=tuple(sorted({str(each.path) for each in gone})),
            removed=len(pruned),
            seconds=time.perf_counter() - started,
        )

    def _take_out(self, ids: Iterable[str]) -> list[str]:
        wanted = list(ids)
        if not wanted:
            return []
        self._store.begin(wanted)
        gone = [article_id for article_id in wanted if self._store.remove(article_id)]
        self._derived.update((), gone, (), self._store.finish())
        return gone

    def _tidy(self) -> None:
        """Puts in order what an earlier run left half done."""
        if self._store.exists:
            self._store.sweep()
        self._derived.catch_up()

    def _export_models(self) -> None:
        """Makes what questions run: the embedder and the scorer, without torch.

        An embedder that is no sentence-transformer's is run as it is, and nothing else is loaded.
        """
        writer, exported = self._writer, exported_embedder(self._data)
        if not isinstance(writer, SentenceTransformerEmbedder):
            return
        if not OnnxEmbedder.available(exported, writer.name):
            export(writer, exported)
        export_scorer(exported_scorer(self._data))


def exported_embedder(data: Path) -> Path:
    """Where in a data folder the quick embedder of questions is."""
    return data / "embedder"


def exported_scorer(data: Path) -> Path:
    """Where in a data folder the scorer of answering sentences is."""
    return data / "scorer"
