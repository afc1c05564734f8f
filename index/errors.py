"""Everything that can go wrong and be explained.

    OnRecordError
    ├── UsageError            the request itself makes no sense (exit status 2)
    ├── ReadError             one file or record cannot become an article
    ├── IndexProblem          the index as a whole cannot be used
    │   ├── EmptyIndex        nothing has been added yet
    │   ├── EmbedderMismatch  the index was made by another embedder
    │   └── StorageProblem    disk full, folder read-only, database damaged
    └── ModelProblem          a model file is missing, corrupt or of another kind

Each message is one line that says what happened, what was found, and the way
out; callers print it as it is.
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Base of every error that is explained to the reader instead of raised at them."""

    exit_status = 1


class UsageError(OnRecordError):
    """The request itself makes no sense, such as an empty question."""

    exit_status = 2


class ReadError(OnRecordError):
    """One file or record cannot become an article; the others go on."""


class IndexProblem(OnRecordError):
    """The index as a whole cannot be used."""


class EmptyIndex(IndexProblem):
    """A question was asked before any article was added."""


class EmbedderMismatch(IndexProblem):
    """The index holds vectors of another embedder than the one configured."""


class StorageProblem(IndexProblem):
    """The data folder cannot be read or written."""


class ModelProblem(OnRecordError):
    """A language model or embedder is missing, corrupt or of another kind."""


def first_line(error: BaseException) -> str:
    """The first line of what an error says, or its kind where it says nothing."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
