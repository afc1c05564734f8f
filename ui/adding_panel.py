"""How far adding has come and what came of it, as HTML for the chat's panel."""

from __future__ import annotations

from index.types import AddReport
from ui.adding import Adding
from ui.progress import is_notice, progress_line
from ui.render import escaped
from ui.wording import counted

KINDS = "Web pages, PDF, Word, PowerPoint, EPUB, mail, text, Markdown, JSONL, zip, feeds"
INVITATION = f"<p>{KINDS}: up to 200 MB a file. What you add stays on this machine.</p>"


def panel(adding: Adding) -> str:
    """One of: what is wrong, what was done, how far it has come."""
    if adding.problem is not None:
        return f'<p class="problem" role="alert">{escaped(adding.problem)}</p>'
    if adding.report is not None:
        return _outcome(adding.report)
    return _under_way(adding)


def _under_way(adding: Adding) -> str:
    if is_notice(adding.done, adding.doing):
        far, doing = adding.doing[:1].upper() + adding.doing[1:], ""
    elif adding.done or adding.total:
        line = progress_line(adding.done, adding.total, adding.per_second)
        far, doing = f"Adding {line}", adding.doing
    else:
        far, doing = "Adding", adding.doing
    share = f' value="{adding.done}" max="{adding.total}"' if _is_share(adding) else ""
    return (
        f'<div class="under-way"><p class="far">{escaped(far)}</p>'
        f'<progress aria-label="Adding articles"{share}></progress>'
        f'<p class="doing" dir="auto">{escaped(doing)}</p></div>'
    )


def _is_share(adding: Adding) -> bool:
    """Whether a part of the bar can be filled; a full one would look like the end."""
    return adding.total is not None and 0 < adding.done < adding.total


def _outcome(report: AddReport) -> str:
    line = (
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
        f"{len(report.failed):,} failed; {counted(report.passages, 'passage')}"
    )
    failures = "".join(
        f'<li dir="auto"><b>{escaped(place)}</b> {escaped(error)}</li>'
        for place, error in report.failed
    )
    listed = f'<ul class="failures" aria-label="What failed">{failures}</ul>' if failures else ""
    return f'<div class="outcome" role="status"><p>{escaped(line)}</p>{listed}</div>'
