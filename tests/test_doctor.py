"""The doctor's line about the reranker, which is optional."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.doctor import reranker


@pytest.mark.parametrize("configured", [None, ""])
def test_no_reranker_is_well(monkeypatch: pytest.MonkeyPatch, configured: str | None) -> None:
    monkeypatch.delenv("ONRECORD_RERANKER", raising=False)
    if configured is not None:
        monkeypatch.setenv("ONRECORD_RERANKER", configured)
    finding = reranker()
    assert (finding.well, finding.remedy) == (True, None)
    assert finding.found.startswith("none")


@pytest.mark.slow
def test_a_reranker_that_does_not_load_is_named_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "nowhere"
    monkeypatch.setenv("ONRECORD_RERANKER", str(nowhere))
    finding = reranker()
    assert not finding.well
    assert f"the reranker {nowhere} does not load" in finding.found
    assert "unset it" in (finding.remedy or "")
