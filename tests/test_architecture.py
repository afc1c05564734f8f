"""One arrow ui → rag → index, one heavy library a file, and nothing done by importing."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {"index": {"index"}, "rag": {"rag", "index"}, "ui": {"ui", "rag", "index"}}
FILES = [path for package in MAY_IMPORT for path in sorted((ROOT / package).rglob("*.py"))]
NAMES = [str(path.relative_to(ROOT)) for path in FILES]

HEAVY = frozenset(
    """chromadb sentence_transformers torch llama_cpp gradio spacy tantivy onnxruntime
        tokenizers""".split()
)
# One job takes two: running an exported model, a runtime and a tokenizer; making it, torch too.
TOGETHER = {
    "index/onnx_model.py": {"onnxruntime", "tokenizers"},
    "index/onnx_export.py": {"onnxruntime", "torch"},
}
LOADED_WHEN_IMPORTED = {"ui/chat.py": {"gradio"}}  # itself imported when the chat is opened


def imports(path: Path) -> Iterator[tuple[str, bool, bool]]:
    """Every import of a file: the full name, whether only for type checking, whether at once."""

    def visit(node: ast.AST, typing_only: bool, at_once: bool) -> Iterator[tuple[str, bool, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from ((alias.name, typing_only, at_once) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, f"{path} has a relative import"
                yield from (
                    (f"{child.module}.{alias.name}", typing_only, at_once) for alias in child.names
                )
            elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                yield from visit(child, True, at_once)
            else:
                later = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
                yield from visit(child, typing_only, at_once and not later)

    return visit(ast.parse(path.read_text("utf-8")), False, True)


def top(name: str) -> str:
    return name.split(".", 1)[0]


# What adapters of different jobs wrap.
SHARED = {
    "sentence_transformers": {"index/embed.py", "rag/rerank.py"},
    "tantivy": {"index/lexical.py", "index/allowed.py"},
    "torch": {"index/answer_scorer.py", "index/onnx_embed.py", "index/onnx_export.py"},
    "onnxruntime": {"index/onnx_export.py", "index/onnx_model.py"},
}


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_packages_import_only_what_lies_below_them(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    ours = {top(name) for name, _, _ in imports(path)} & set(MAY_IMPORT)
    assert ours <= MAY_IMPORT[package]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_file_wraps_one_heavy_library_at_most(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    heavy = {top(found) for found, typing_only, _ in imports(path) if not typing_only} & HEAVY
    assert len(heavy) <= 1 or heavy == TOGETHER.get(name)
    at_once = {top(found) for found, typing_only, now in imports(path) if now and not typing_only}
    assert at_once & HEAVY == LOADED_WHEN_IMPORTED.get(name, set())


def test_a_heavy_library_is_wrapped_in_one_file_alone() -> None:
    wrapped_in = defaultdict(set)
    for path in FILES:
        for found, typing_only, _ in imports(path):
            if top(found) in HEAVY and not typing_only:
                wrapped_in[top(found)].add(str(path.relative_to(ROOT)))
    assert {library: files for library, files in wrapped_in.items() if len(files) > 1} == SHARED


WATCH = """
import json, os, sys
done = []
def watch(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        writing = flags is not None and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writing and path != os.devnull:
            done.append(f"open {path} to write")
    elif event in {"os.mkdir", "os.remove", "os.rename", "socket.connect", "subprocess.Popen"}:
        done.append(f"{event} {arguments}")
environment = dict(os.environ)
sys.argv = ["python", "--nonsense"]
sys.addaudithook(watch)
for name in MODULES:
    __import__(name)
print(json.dumps({
    "done": done,
    "environment": environment == dict(os.environ),
    "loaded": sorted(sys.modules),
}))
"""


def test_importing_our_packages_loads_nothing_heavy_and_does_nothing(tmp_path: Path) -> None:
    modules = [
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for name in NAMES
        if name not in LOADED_WHEN_IMPORTED and not name.endswith("__main__.py")
    ]
    assert {"index", "rag", "ui.cli"} <= set(modules)
    run = subprocess.run(
        [sys.executable, "-B", "-c", WATCH.replace("MODULES", repr(modules))],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    said = json.loads(run.stdout)  # and nothing else was printed
    assert said["done"] == []
    assert said["environment"]
    loaded = {top(name) for name in said["loaded"]}
    assert loaded & (HEAVY | {"numpy", "tiktoken", "transformers"}) == set()
    assert list(tmp_path.iterdir()) == []
