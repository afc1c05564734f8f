"""What holds for all tests."""

from __future__ import annotations

import pytest


def pytest_unconfigure(config: pytest.Config) -> None:
    """Says in the very last line when the browser tests were left out, and what to do about it."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    left_out = [report for report in skipped if "browser" in report.keywords]
    if left_out:
        reporter.write_line(
            f"LEFT OUT: {len(left_out)} browser tests, since no Chromium or Chrome was found; "
            "install one, for example with `apt-get install chromium`, and run `make test` again",
            yellow=True,
        )
