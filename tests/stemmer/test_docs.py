import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs" / "stemming.md"
BLOCKS = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)


def test_there_are_blocks():
    assert len(BLOCKS) >= 3


@pytest.mark.parametrize("code", BLOCKS)
def test_the_code_of_the_page_gives_what_it_says(code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(compile(code, str(DOCS), "exec"), names)
    for line in code.splitlines():
        call, mark, said = line.partition("# ")
        if mark and said[0] in "'(":
            assert eval(call, names) == eval(said)
