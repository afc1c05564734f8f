"""Shelves to read from and to change; making a database takes longer than copying one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.index.shelf import ALL, Shelf


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A shelf with the four articles, to read from."""
    shelf = Shelf(tmp_path_factory.mktemp("full") / "data")
    shelf.add(*ALL)
    return shelf


@pytest.fixture
def stocked(full: Shelf, tmp_path: Path) -> Iterator[Shelf]:
    """A copy of it, to change."""
    shutil.copytree(full.data, tmp_path / "data")
    yield Shelf(tmp_path / "data")
    close_databases()


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A database without an article."""
    shelf = Shelf(tmp_path_factory.mktemp("bare") / "data")
    assert shelf.store.count() == 0
    return shelf


@pytest.fixture
def shelf(bare: Shelf, tmp_path: Path) -> Iterator[Shelf]:
    """A copy of it, to fill."""
    shutil.copytree(bare.data, tmp_path / "data")
    yield Shelf(tmp_path / "data")
    close_databases()


def close_databases() -> None:
    """Closes what Chroma keeps open for each folder, some sixteen files, until the process ends."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()
