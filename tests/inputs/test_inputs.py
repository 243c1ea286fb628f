import pytest

from nusaner.errors import DecodingError
from nusaner.inputs import Document, Failure, read_documents
from nusaner.inputs.decode import decode
from nusaner.inputs.page import main_text

TEXT = "Şuşa “kota” — café di Xankəndi"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_all_letters(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1252", "ascii"])
def test_encodings_without_a_mark(encoding):
    text = "Warga kota itu pulang." if encoding == "ascii" else "Warga “kota” itu pulang – café."
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x00\x01\x02PNG", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, b"ab\x81\x8d"]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(DecodingError, match=r"binary|convert it to UTF-8"):
        decode(data)


def test_empty():
    assert decode(b"") == ""


def test_the_main_text_of_a_page():
    paragraphs = "".join(
        f"<p>Pasukan Azerbaijan memasuki desa nomor {i} pada hari Senin pagi itu.</p>" for i in range(5)
    )
    html = (
        "<html><head><title>Aghdam | situs</title><script>var x='Yerevan';</script></head><body>"
        "<nav><a>Beranda</a><a>Bola</a></nav><article><h1>Aghdam Kembali</h1>" + paragraphs + "</article>"
        "<footer>Copyright</footer></body></html>"
    )
    text = main_text(html)
    assert "desa nomor 4" in text
    assert "Aghdam" in text.splitlines()[0]
    assert "Yerevan" not in text
    assert "Beranda" not in text


@pytest.mark.parametrize("depth", [10, 1000, 20_000])
def test_deep_nesting_gives_its_text(depth):
    assert "Baku" in main_text("<div>" * depth + "Pasukan tiba di Baku kemarin." + "</div>" * depth)


def read(path, **options):
    return list(read_documents([path], **options))


def test_a_folder_with_one_bad_file(tmp_path):
    (tmp_path / "a.txt").write_text("Baku", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\x03" * 99)
    (tmp_path / "c.jsonl").write_text('{"text": "Shusha"}\n{"isi": "x"}\nbukan json\n', encoding="utf-8")
    (tmp_path / "d.csv").write_text("text;n\nLachin;1\n", encoding="utf-8")
    (tmp_path / "e.html").write_text("<html><script>1</script></html>", encoding="utf-8")
    (tmp_path / "f.png").write_bytes(b"x")
    found = read(tmp_path)
    assert [item.text for item in found if isinstance(item, Document)] == ["Baku", "Shusha", "Lachin"]
    failed = {item.source.removeprefix(str(tmp_path)): item.reason for item in found if isinstance(item, Failure)}
    assert list(failed) == ["/b.txt", "/c.jsonl:2", "/c.jsonl:3", "/e.html"]
    assert "--text-field" in failed["/c.jsonl:2"]


def test_a_missing_column_lists_those_there_are(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("judul,isi\na,b\n", encoding="utf-8")
    (failure,) = read(path)
    assert "'judul', 'isi'" in failure.reason
    assert [item.text for item in read(path, text_field="isi")] == ["b"]


def test_quoted_cells_with_line_breaks(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('text\n"satu\ndua"\n', encoding="utf-8")
    assert [item.text for item in read(path)] == ["satu\ndua"]


def test_what_is_not_there(tmp_path):
    (failure,) = read(tmp_path / "nothing.txt")
    assert "No such file" in failure.reason
    (failure,) = read(tmp_path)
    assert "holds no file" in failure.reason
