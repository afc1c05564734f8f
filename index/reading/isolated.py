"""Documents are taken apart in a process of their own, bounded in time and memory.

A hostile or damaged document can then cost no more than itself: no crash of a parser,
no endless loop and no bomb reaches the process that holds the index.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import index
from index.errors import ReadError
from index.reading import child
from index.reading.formats import Format
from index.reading.raw import Origin

SECONDS = 240
MEMORY = 3_000_000_000  # bytes


class IsolatedReader:
    """Takes documents apart in a child process, started when first needed and kept.

    Args:
        seconds: the longest that one document may take.
        memory: bytes of address space that the child may use.
    """

    def __init__(self, seconds: int = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, wanted: Format, data: bytes, origin: Origin) -> child.Found:
        """What a document holds, as :func:`index.reading.child.take_apart` gives it.

        Raises:
            ReadError: it cannot be read, or not within the bounds.
        """
        process = self._running()
        assert process.stdin and process.stdout
        request = child.Request(wanted, data, origin, self._seconds, self._memory)
        try:
            child.send_request(process.stdin, request)
            answer = child.receive_answer(process.stdout)
        except (BrokenPipeError, EOFError) as error:
            raise ReadError(self._epitaph()) from error
        except BaseException:  # interrupted between question and answer: start afresh next time
            self.close()
            raise
        if isinstance(answer, str):
            raise ReadError(answer)
        return answer

    def close(self) -> None:
        """Ends the child."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            parent = str(Path(index.__file__).parents[1])
            paths = [parent, *filter(None, [os.environ.get("PYTHONPATH")])]
            self._process = subprocess.Popen(
                [sys.executable, "-c", "from index.reading.child import main; main()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
        return self._process

    def _epitaph(self) -> str:
        """Why the child is gone, and nothing left of it."""
        process, self._process = self._process, None
        assert process is not None
        try:
            process.wait(1)
        except subprocess.TimeoutExpired:  # it lives, but is not to be talked to
            process.kill()
        process.communicate()
        if process.returncode == -signal.SIGALRM:
            return f"took longer than {self._seconds} s to read; split it"
        return f"broke its reader (status {process.returncode}); it may be damaged"
