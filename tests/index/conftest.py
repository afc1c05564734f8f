"""Shelves to read from and to change; making a database takes longer than copying one."""

from __future__ import annotations

import shutil
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
def stocked(full: Shelf, tmp_path: Path) -> Shelf:
    """A copy of it, to change."""
    shutil.copytree(full.data, tmp_path / "data")
    return Shelf(tmp_path / "data")


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A database without an article."""
    shelf = Shelf(tmp_path_factory.mktemp("bare") / "data")
    assert shelf.store.count() == 0
    return shelf


@pytest.fixture
def shelf(bare: Shelf, tmp_path: Path) -> Shelf:
    """A copy of it, to fill."""
    shutil.copytree(bare.data, tmp_path / "data")
    return Shelf(tmp_path / "data")
