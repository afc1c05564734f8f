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

from collections.abc import Iterator


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


def tls_problem(error: BaseException) -> str | None:
    """Why no connection could be trusted, where that is what lies behind an error; else None."""
    import ssl  # takes a while, and is needed by what speaks to a network only

    behind = next((each for each in _causes(error) if isinstance(each, ssl.SSLError)), None)
    if behind is None:
        return None
    return getattr(behind, "verify_message", None) or "no secure connection can be made"


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
