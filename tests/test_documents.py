"""The code of the READMEs, of the docstrings and of the notebooks runs."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import nusaner
from nusaner.errors import MissingExtraError

ROOT = Path(__file__).parents[1]
BLOCKS = [
    (name, number, code)
    for name in ("README.md", "README.id.md")
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.S))
]


def test_there_are_blocks():
    assert len(BLOCKS) >= 4


@pytest.mark.parametrize(("name", "number", "code"), BLOCKS, ids=[f"{name}-{number}" for name, number, _ in BLOCKS])
def test_readme_blocks(name, number, code, capsys):
    exec(compile(code, f"{name}[{number}]", "exec"), {})


@pytest.mark.parametrize("name", ["README.md", "README.id.md"])
def test_files_that_the_readme_names_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    paths = set(re.findall(r"\]\(([\w./-]+)\)", text)) | set(
        re.findall(r"`((?:corpus|models|examples)/[\w./-]+)`", text)
    )
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


GUIDES = [
    (path, number, code)
    for path in sorted((ROOT / "docs").glob("*.md"))
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.S))
]


@pytest.mark.parametrize(
    ("path", "number", "code"), GUIDES, ids=[f"{path.stem}-{number}" for path, number, _ in GUIDES]
)
def test_blocks_of_the_guides(path, number, code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exec(compile(code, f"{path.name}[{number}]", "exec"), {})


MODULES = [
    module.name for module in pkgutil.walk_packages(nusaner.__path__, "nusaner.") if "__main__" not in module.name
]


@pytest.mark.parametrize("name", ["nusaner", *MODULES])
def test_docstring_examples(name):
    if name in ("nusaner.training.torchnet", "nusaner.training.likelihood", "nusaner.training.epochs"):
        pytest.importorskip("torch")
    try:
        module = importlib.import_module(name)
    except MissingExtraError as error:
        pytest.skip(str(error))
    result = doctest.testmod(module)
    assert result.failed == 0


@pytest.mark.enable_socket
@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore")
def test_notebooks(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert len(outputs) >= 5
