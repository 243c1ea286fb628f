"""The code of the pages on evaluation runs, block after block."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(("name", "least"), [("evaluating.md", 3), ("coming-from.md", 6)])
@pytest.mark.filterwarnings("ignore::DeprecationWarning:nervaluate")
def test_blocks_run(name, least):
    text = (DOCS / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.S)
    assert len(blocks) >= least
    names = {}
    for number, block in enumerate(blocks):
        exec(compile(block, f"{name}[{number}]", "exec"), names)
