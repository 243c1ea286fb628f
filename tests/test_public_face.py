import subprocess
import sys

import nusaner


def test_all_is_sorted_and_complete():
    public = [name for name in vars(nusaner) if not name.startswith("_")]
    offered = {name for name in nusaner.__all__ if not name.startswith("_")}
    assert sorted(nusaner.__all__) == nusaner.__all__
    assert offered <= set(public)
    functions = {name for name in public if getattr(getattr(nusaner, name), "__module__", "") == "nusaner"}
    assert functions <= offered


def test_report_stays_a_function_after_its_package_is_imported():
    import nusaner.reporting

    assert callable(nusaner.report)


def test_import_loads_nothing_heavy():
    code = "import sys, nusaner; print([m for m in ('spacy', 'sklearn', 'numpy', 'Sastrawi') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_stem_needs_no_spacy():
    code = "import sys, nusaner; print(nusaner.stem('pertempuran'), 'spacy' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["tempur", "False"]


def test_load_reads_no_scikit_learn_before_the_first_text():
    code = "import sys, nusaner; nusaner.load(); print('sklearn' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


def test_readme_example(nlp):
    doc = nlp("Aliyev tiba di Khankendi.")
    found = [(e.text, e.label_, e.kb_id_, e._.link.name) for e in doc.ents]
    assert found == [
        ("Aliyev", "PERSON", "ilham-aliyev", "Ilham Aliyev"),
        ("Khankendi", "GPE", "stepanakert", "Khankendi"),
    ]
    assert all(0 < e._.score <= 1 for e in doc.ents)
    assert doc._.stance["azerbaijan"].label == "NONE"


def test_tokenize_and_stem():
    assert nusaner.tokenize("Turki-Azerbaijan.\n") == ["Turki", "-", "Azerbaijan", "."]
    assert nusaner.stem("pertempuran") == "tempur"
