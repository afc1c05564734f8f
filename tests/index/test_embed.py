"""The quick exported embedder stands in for the real one only where it gives the same vectors."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from index.embed import BUNDLED, SentenceTransformerEmbedder, embedder_name, model_folder
from index.errors import ModelProblem
from index.onnx_embed import OnnxEmbedder, export


def test_the_bundled_embedder_is_there_and_has_its_name() -> None:
    assert embedder_name(None) == embedder_name("") == BUNDLED
    assert (Path(model_folder(None)) / "model.safetensors").is_file()


def test_an_embedder_is_named_by_its_folder_or_as_configured(tmp_path: Path) -> None:
    assert embedder_name(str(tmp_path)) == tmp_path.name
    assert model_folder(str(tmp_path)) == tmp_path
    assert embedder_name("someone/model") == model_folder("someone/model") == "someone/model"


@pytest.mark.parametrize("stamp", [None, "", "{", "[]", "{}", '{"name": "another"}'])
def test_half_an_export_or_anothers_is_not_used(tmp_path: Path, stamp: str | None) -> None:
    if stamp is not None:
        (tmp_path / "stamp.json").write_text(stamp)
    assert not OnnxEmbedder.available(tmp_path, BUNDLED)


@pytest.mark.models
def test_an_embedder_that_is_not_there_is_explained(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelProblem, match="ONRECORD_EMBEDDER") as raised:
        SentenceTransformerEmbedder(str(tmp_path)).encode(["x"])
    assert "\n" not in str(raised.value)
    with pytest.raises(ModelProblem, match="no/such-model"):
        SentenceTransformerEmbedder("no/such-model").encode(["x"])


@pytest.mark.models
def test_the_export_gives_much_the_same_vectors_and_is_made_anew_only_when_stale(
    tmp_path: Path,
) -> None:
    real, folder = SentenceTransformerEmbedder(), tmp_path / "deep" / "embedder"
    export(real, folder)
    assert OnnxEmbedder.available(folder, BUNDLED)
    assert [path.name for path in folder.parent.iterdir()] == ["embedder"]  # nothing left over

    quick = OnnxEmbedder(folder)
    assert quick.name == real.name == BUNDLED
    texts = ["", "Bridge", "Elena Ruiz said no.", "Über “Brücken”: 他说不。 👩‍👧", "word " * 2000]
    expected, found = real.encode(texts), quick.encode(texts)
    assert found.shape == expected.shape == (5, 384)
    assert ((found * expected).sum(axis=1) > 0.95).all()  # .99 where there are words
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    alone = np.vstack([quick.encode([text]) for text in texts])
    assert ((alone * found).sum(axis=1) > 0.95).all()  # whatever else is in the batch
    assert len(quick.encode([])) == len(real.encode([])) == 0

    made = (folder / "model.onnx").stat().st_mtime_ns
    export(real, folder)
    assert (folder / "model.onnx").stat().st_mtime_ns == made
    stamp = json.loads((folder / "stamp.json").read_text())
    (folder / "stamp.json").write_text(json.dumps(stamp | {"weights": "others"}))
    export(real, folder)
    assert (folder / "model.onnx").stat().st_mtime_ns > made
    assert json.loads((folder / "stamp.json").read_text()) == stamp
