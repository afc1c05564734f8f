"""The doctor's line about the reranker, which is optional."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import OnRecord
from tests.model_server import FakeServer, model_server
from ui.doctor import model_server as model_server_finding
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


def test_a_model_server_is_said_to_answer_or_not(tmp_path: Path) -> None:
    with model_server(FakeServer()) as server:
        well = model_server_finding(OnRecord(tmp_path, server.url))
    gone = model_server_finding(OnRecord(tmp_path, server.url))
    assert (well.well, well.found) == (True, f"wheel-7b, answers at {server.url}")
    assert (gone.well, gone.remedy) == (False, "check that it runs, and the address")
    assert gone.found == f"the model server {server.url}/v1 cannot be reached"
