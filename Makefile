# `make chat` and `make test` are all a new machine needs: CPython 3.11, a C++ compiler, make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check

.PHONY: setup chat test test-fast bench lint clean

setup: $(VENV)/installed

# llama-cpp-python is compiled here, once: about eight minutes on two cores. pip keeps the wheel.
$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) -e '.[docs]'
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(INSTALL) -e '.[dev]'
	touch $@

chat: setup
	@test -n "$$($(BIN)/onrecord articles)" || $(BIN)/onrecord add seeds
	$(BIN)/onrecord chat

test: test-fast
	$(BIN)/python -m pytest -m "slow or models or browser"

test-fast: $(VENV)/installed-dev
	$(BIN)/python -m pytest -m "not slow and not models and not browser"

bench: $(VENV)/installed-dev
	$(BIN)/python -m bench

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
