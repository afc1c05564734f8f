"""A file on its way from the hub: on from where the last attempt ended, while anything comes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from index.errors import ModelProblem
from index.types import Progress
from rag.hub import Hub, Listing, RepoFile


@dataclass(frozen=True)
class Transfer:
    """What is fetched, and into which partial file.

    Attributes:
        progress: called with (bytes there, bytes in all, what is done).
    """

    hub: Hub
    wanted: RepoFile
    listing: Listing
    partial: Path
    progress: Progress | None

    def run(self) -> None:
        """Fetches until all is there.

        Raises:
            ModelProblem: nothing more comes; what there is stays for the next attempt.
            OSError: it cannot be stored.
        """
        with self.partial.open("ab") as file:
            have = file.tell()
            while have < self.listing.size:
                before, have = have, self._go_on(file, have)
                if have <= before:
                    raise ModelProblem(
                        f"{self.wanted} broke off after {have:,} of {self.listing.size:,} bytes; "
                        "try again, and it goes on from there"
                    )

    def _go_on(self, file: BinaryIO, have: int) -> int:
        """The bytes there after one more request, which may have failed once some had come."""
        import httpx

        before = have
        try:
            with self.hub.opened(self.wanted, self.listing.url, have) as response:
                if have and response.status_code != httpx.codes.PARTIAL_CONTENT:
                    file.truncate(0)  # all of it comes
                    have = 0
                self._report(have)
                for chunk in response.iter_bytes():
                    file.write(chunk)
                    have += len(chunk)
                    self._report(have)
                    if have > self.listing.size:
                        break  # no more of what its checksum will refuse
        except httpx.HTTPError as error:
            if have <= before:
                raise self.hub.unreachable(self.wanted, error) from error
        finally:
            file.flush()
        return have

    def _report(self, have: int) -> None:
        if self.progress:
            self.progress(have, self.listing.size, f"downloading {self.wanted.name}")
