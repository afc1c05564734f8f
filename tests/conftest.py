"""What holds for all tests."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says at the very end when the browser tests were left out, and how to have them run."""
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = [report for report in skipped if "browser" in report.keywords]
    if left_out:
        terminalreporter.write_line(
            f"LEFT OUT: {len(left_out)} browser tests, since no Chromium or Chrome was found; "
            "install one, for example with `apt-get install chromium`, and run `make test` again",
            yellow=True,
        )
