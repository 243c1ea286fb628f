"""What a start leaves for later, and that nothing heavy comes at all. Figures: `python -m tests.bench.startup`."""

import json
import subprocess
import sys

import pytest

from nusaner.errors import InputError, KnowledgeBaseError
from nusaner.linker.component import EntityLinker
from nusaner.stemmer.component import StemmerPipe

_CODE = """
import json, sys, nusaner
from nusaner import kb
from nusaner.stemmer.knowledge import knowledge
nlp = nusaner.load()
held = [kb._bundled.cache_info().currsize, knowledge.cache_info().currsize]
doc = nlp("Pertempuran pecah di Nagorno-Karabakh, kata Aliyev.")
print(json.dumps([held, [token._.stem for token in doc][:1], [ent.kb_id_ for ent in doc.ents],
                  sorted({"sklearn", "skops", "pandas", "matplotlib"} & set(sys.modules))]))
"""


def test_lists_are_read_with_the_first_document():
    command = [sys.executable, "-W", "ignore", "-c", _CODE]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    held, stems, links, heavy = json.loads(result.stdout)
    assert held == [0, 0]
    assert stems == ["tempur"]
    assert links == ["nagorno-karabakh", "ilham-aliyev"]
    assert heavy == []


def test_mistakes_in_settings_are_told_at_once(tmp_path):
    with pytest.raises(InputError, match="'oxford'"):
        StemmerPipe(convention="oxford")
    with pytest.raises(KnowledgeBaseError, match=r"no \*\.jsonl file"):
        EntityLinker(kb_path=str(tmp_path))
