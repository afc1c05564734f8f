"""The many names of one outlet → one: "dw.com", "DW" and "Deutsche Welle" are Deutsche Welle.

Source: :mod:`index.reading.outlet_table` for well-known outlets; for all others,
case, punctuation, a leading "The", a trailing ".com" and the name of a section
make no difference. Not handled: two outlets that share a name to the letter (ABC
News of the USA and of Australia), former names, names in other scripts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from index.reading.outlet_table import TABLE

_HOST = re.compile(r"(?:https?://)?(?P<host>(?:[\w-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#]\S*)?", re.I)
_BETWEEN = re.compile(r"\s*[|»›·•]\s*|\s+[-–—]\s+|:\s+")
_SECTION = re.compile(
    r"(?:(?:the )?(?:latest|top|breaking|all|most recent|world|business|national|international"
    r"|local|uk|us|u\.s\.|europe|asia|africa|middle east|politics|technology|tech|science|health"
    r"|environment|climate|culture|entertainment|arts?|lifestyle|life|style|travel|sports?"
    r"|football|opinion|money|economy|markets|finance|education|books|film|music|food|media"
    r"|home|front|page|rss|feed|feeds|news|stories|headlines|articles|posts|updates|and|&|,)"
    r"(?:\s+|$))+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Outlets:
    """The table, by folded name and by host; ``common`` are the names of many outlets."""

    names: dict[str, str]
    hosts: dict[str, str]
    common: frozenset[str]


def canonical_outlet(name: str | None) -> str | None:
    """The name to show: the table's for an outlet that is listed there, else the one given.

    Args:
        name: a name, a host or an address; blank is None.
    """
    given = " ".join((name or "").split())
    if not given:
        return None
    return _listed(given) or (_host_of(given) if "://" in given else None) or given


def outlet_key(name: str) -> str:
    """What two names of one outlet have in common; filters compare these."""
    given = " ".join(name.split())
    if listed := _listed(given):
        return _fold(listed)
    if host := _host_of(given):
        folded = _fold(host.removesuffix(".com"))
        # "independent.com" is another paper than The Independent.
        return _fold(host) if folded in _outlets().names else folded
    return _fold(_without_sections(given)) or given.casefold()


def _listed(given: str) -> str | None:
    """The table's name for an outlet; None for one that is not there."""
    outlets = _outlets()
    if host := _host_of(given):
        labels = host.split(".")
        parents = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((outlets.hosts[parent] for parent in parents if parent in outlets.hosts), None)
    if whole := outlets.names.get(_fold(given)) or outlets.names.get(
        _fold(_without_sections(given))
    ):
        return whole
    found = {outlets.names.get(_fold(part)) for part in _BETWEEN.split(given)} - {None}
    only = found.pop() if len(found) == 1 else None
    return None if only in outlets.common else only


def _host_of(given: str) -> str | None:
    match = _HOST.fullmatch(given)
    return match["host"].lower().removeprefix("www.") if match else None


def _without_sections(given: str) -> str:
    """Without the parts that only name a section: "Sport | The Ledger" → "The Ledger"."""
    parts = [part for part in _BETWEEN.split(given) if part and not _SECTION.fullmatch(part)]
    return parts[0] if len(parts) == 1 else given


def _fold(name: str) -> str:
    spelled = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    bare = re.sub(r"^the\s+", "", spelled.strip())
    return re.sub(r"[\W_]+", "", re.sub(r"[\u0300-\u036f]", "", bare))


@cache
def _outlets() -> _Outlets:
    names: dict[str, str] = {}
    hosts: dict[str, str] = {}
    common = set()
    for line in TABLE.strip().splitlines():
        marked, _, others = line.partition("=")
        shown = marked.strip().removesuffix("*")
        if marked.strip().endswith("*"):
            common.add(shown)
        names[_fold(shown)] = shown
        for other in filter(None, map(str.strip, others.split(","))):
            if host := _host_of(other):
                hosts[host] = shown
            else:
                names[_fold(other)] = shown
    return _Outlets(names, hosts, frozenset(common))
