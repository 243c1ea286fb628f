"""Records are made when they are asked for; what they hold, and which errors a file gives, does not depend on it."""

import json
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nusaner import kb
from nusaner.errors import KnowledgeBaseError
from nusaner.kb import KnowledgeBase, parse_record
from nusaner.spelling import normalise, normalise_all

GOOD = '{"id": "baku", "type": "GPE", "name": "Baku", "forms": [{"text": "Baku"}, {"text": "BAKU"}, {"text": "Bakı"}]}'


@pytest.fixture(scope="module")
def eager():
    """The bundled knowledge base with every record made beforehand."""
    lines = [line for path in kb.paths() for line in path.read_text(encoding="utf-8").splitlines()]
    return KnowledgeBase(parse_record(line) for line in lines if line.strip())


def test_records_are_those_that_each_line_gives(eager):
    lazy = kb.load(kb.paths()[0].parent)
    assert list(lazy) == list(eager)
    assert list(lazy.surfaces()) == list(eager.surfaces())
    assert list(lazy.descriptions()) == list(eager.descriptions())
    assert dict(lazy) == dict(eager)
    assert list(lazy.surfaces()) == list(eager.surfaces())
    assert lazy["baku"] is lazy["baku"]
    with pytest.raises(KeyError):
        lazy["bukan-apa-apa"]


def test_the_index_holds_the_first_form_of_each_record_with_a_spelling(eager):
    expected = {}
    for record in eager.values():
        seen = set()
        for form in record.forms:
            key = normalise(form.text)
            if key and key not in seen:
                seen.add(key)
                expected.setdefault(key, []).append((record.id, form))
    index = kb.load().index
    assert list(index) == list(expected)
    assert {key: list(pairs) for key, pairs in index.items()} == expected
    assert index.get("bukan apa-apa") is None


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("Aə-. ıß'\0Ġ́İΣ"))))
def test_many_spellings_are_normalised_as_one_by_one(surfaces):
    assert normalise_all(surfaces) == {surface: normalise(surface) for surface in surfaces}


def test_all_names_are_normalised_as_one_by_one():
    texts = [text for _, _, text in kb.load().surfaces()]
    assert normalise_all(texts) == {text: normalise(text) for text in texts}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"two\.jsonl:3: The line is not JSON"),
        (f"{GOOD}, {GOOD}", r"two\.jsonl:3: The line is not JSON"),
        ("[]", r"two\.jsonl:3: A record is a JSON object, got list"),
        (GOOD.replace("GPE", "KOTA"), r"two\.jsonl:3: `type` of 'baku' is one of"),
        (GOOD, "The record 'baku' stands twice"),
        (GOOD.replace('"baku"', '"ganja", "parent": "azer"'), "The parent 'azer' of 'ganja' does not exist"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, line, message):
    (tmp_path / "one.jsonl").write_text(GOOD, encoding="utf-8")
    (tmp_path / "two.jsonl").write_text(f"{GOOD.replace('baku', 'shaki')}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(KnowledgeBaseError, match=message):
        kb.load(tmp_path)


def test_threads_may_ask_for_the_same_records():
    records = KnowledgeBase.of_rows([{**json.loads(GOOD), "id": f"r{k}"} for k in range(300)])
    found = [[] for _ in range(8)]
    threads = [threading.Thread(target=own.extend, args=(records.values(),)) for own in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(own == found[0] for own in found)
    assert len(found[0]) == 300
