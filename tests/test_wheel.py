"""The built wheel works in an empty folder, without the repository and without network."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NO_NETWORK = (
    "import socket\n"
    "def refuse(*args, **kwargs): raise AssertionError('network')\n"
    "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    # built from the source distribution, as a user's pip does it
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)], check=True, capture_output=True)
    (path,) = out.glob("*.whl")
    return path


def test_what_is_in_it(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "nusaner/data/models/id_caucasus_news/meta.json",
        "nusaner/data/models/id_caucasus_news/nusaner_ner/network.npz",
        "nusaner/data/corpus/kb/places.jsonl",
        "nusaner/data/corpus/kb/LICENSE",
        "nusaner/data/corpus/stems.tsv",
        "nusaner/lexicon/abbreviations.tsv",
        "nusaner/reporting/page.css",
        "nusaner/py.typed",
    ):
        assert needed in names
    assert sum(name.startswith("nusaner/data/corpus/articles/") for name in names) > 80
    (metadata,) = [name for name in names if name.endswith("METADATA")]
    text = zipfile.ZipFile(wheel).read(metadata).decode()
    for licence in ("MIT", "CC-BY-SA-4.0", "ODbL-1.0"):
        assert licence in text


def test_it_works_from_an_empty_folder(wheel, tmp_path):
    venv.create(tmp_path / "env", with_pip=False, system_site_packages=False)
    site = next((tmp_path / "env").glob("lib/python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    here = [path for path in sys.path if path.endswith("site-packages")]
    # the libraries of this environment, but not the checkout that is installed in it
    (site / "libraries.pth").write_text("\n".join(here), encoding="utf-8")
    code = (
        NO_NETWORK + "import nusaner; print(nusaner.__file__)\n"
        "print(nusaner.load()('Aliyev tiba di Khankendi.').ents)\n"
        "print(nusaner.stem('pertempuran'), len(nusaner.corpus.load('dev')) > 5)"
    )
    code = code.replace("import nusaner;", "import nusaner, nusaner.corpus;")
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    result = subprocess.run(
        [str(tmp_path / "env" / "bin" / "python"), "-I", "-c", code],
        cwd=empty, capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    place, ents, rest = result.stdout.splitlines()
    assert place.startswith(str(site))
    assert ents == "(Aliyev, Khankendi)"
    assert rest == "tempur True"
