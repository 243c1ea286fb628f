"""Files as the tools themselves export them, and the pains of their users."""

import json
from pathlib import Path

import pytest

from nusaner import corpus
from nusaner.errors import FormatError, InputError
from nusaner.types import Mention


def surfaces(document):
    return [(document.text[m.start : m.end], m.label) for m in document.mentions]


def read_one(path, **options):
    (document,) = corpus.read(path, **options)
    return document


# Label Studio ---------------------------------------------------------------------------------------------------------


def task(text, *regions, **more):
    results = [
        {
            "id": f"gew3t9fgk{k}", "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual",
            "value": {"start": start, "end": end, "text": surface, "labels": [label]},
        }
        for k, (start, end, surface, label) in enumerate(regions)
    ]  # fmt: skip
    annotation = {"id": 9, "completed_by": 1, "result": results, "was_cancelled": False, "ground_truth": False}
    return {"id": 1, "annotations": [annotation], "predictions": [], "data": {"text": text}, "meta": {}, **more}


def test_label_studio_counts_an_emoji_as_two(tmp_path):
    """label-studio#1347: all regions behind an emoji were off by one."""
    path = tmp_path / "project-1-at-2025.json"
    path.write_text(json.dumps([task("💩This is an annotation.", (13, 23, "annotation", "X"))]), encoding="utf-8")
    assert surfaces(read_one(path)) == [("annotation", "X")]


def test_label_studio_counting_characters_is_seen_too(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([task("💩This is an annotation.", (12, 22, "annotation", "X"))]), encoding="utf-8")
    assert surfaces(read_one(path)) == [("annotation", "X")]


def test_a_document_that_proves_nothing_follows_the_rest_of_the_file(tmp_path):
    silent = task("🌷 aa", (3, 4, "a", "X"), id=2)
    telling = task("🌷 Baku", (3, 7, "Baku", "GPE"))
    path = tmp_path / "a.json"
    path.write_text(json.dumps([silent, telling]), encoding="utf-8")
    first, second = corpus.read(path)
    assert first.mentions == (Mention(2, 3, "X"),)
    assert surfaces(second) == [("Baku", "GPE")]


def test_crlf_counted_as_one(tmp_path):
    """label-studio#539: regions behind carriage returns were off."""
    text = "Баку.\r\nЕреван.\r\nТбилиси."
    path = tmp_path / "a.json"
    path.write_text(json.dumps([task(text, (6, 12, "Ереван", "GPE"), (14, 21, "Тбилиси", "GPE"))]), encoding="utf-8")
    document = read_one(path)
    assert document.text == text
    assert surfaces(document) == [("Ереван", "GPE"), ("Тбилиси", "GPE")]


def test_a_region_that_does_not_show_its_text_is_reported(tmp_path):
    path = tmp_path / "a.json"
    regions = (0, 4, "Baku", "GPE"), (10, 14, "Şuşa", "GPE"), (5, 500, "x", "LOC")
    path.write_text(json.dumps([task("Baku dan Şuşa.", *regions)]), encoding="utf-8")
    with pytest.raises(corpus.MisfitError, match="2 mentions do not fit") as caught:
        list(corpus.read(path))
    assert str(path) in str(caught.value)
    found = []
    assert surfaces(read_one(path, on_misfit="skip", misfits=found)) == [("Baku", "GPE")]
    assert [(m.surface, m.label) for m in found] == [("Şuşa", "GPE"), ("x", "LOC")]
    assert found[0].reason == "is stated where the text has 'uşa.' (counted in characters)"


def test_label_studio_tasks_of_two_annotators_cancelled_and_empty(tmp_path):
    both = task("Baku", (0, 4, "Baku", "GPE"))
    second = {**both["annotations"][0], "id": 10, "result": []}
    skipped = {**both["annotations"][0], "id": 11, "was_cancelled": True}
    both["annotations"] += [second, skipped]
    path = tmp_path / "a.json"
    path.write_text(json.dumps([both, {**task("Kosong"), "id": 2, "annotations": []}]), encoding="utf-8")
    assert [(d.id, len(d.mentions)) for d in corpus.read(path)] == [("1@9", 1), ("1@10", 0)]


def test_label_studio_min(tmp_path):
    record = {
        "text": "🌷 Baku", "id": 7, "annotator": 1, "annotation_id": 3, "lead_time": 8.4,
        "label": [{"start": 3, "end": 7, "text": "Baku", "labels": ["GPE", "CITY"]}],
        "created_at": "2021-08-23T12:19:18.905800Z", "sumber": "kompas",
    }  # fmt: skip
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{**record, "label": [], "id": 6}, record]), encoding="utf-8")
    first, second = corpus.read(path)
    assert (first.id, first.mentions) == ("6", ())
    assert (second.id, second.meta["sumber"]) == ("7", "kompas")
    assert surfaces(second) == [("Baku", "CITY"), ("Baku", "GPE")]


# doccano --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "record",
    [
        {"id": 1, "text": "Baku tenang", "label": [[0, 4, "GPE"]], "Comments": []},
        {"id": 1, "data": "Baku tenang", "label": [[0, 4, "GPE"]]},
        {"id": 1, "text": "Baku tenang", "labels": [[0, 4, "GPE"]]},
        {"doc_id": 1, "id": 1, "text": "Baku tenang", "entities": [[0, 4, "GPE"]], "username": "admin"},
        {"id": 1, "text": "Baku tenang", "relations": [],
         "entities": [{"id": 0, "label": "GPE", "start_offset": 0, "end_offset": 4}]},
        {"id": 1, "text": "Baku tenang", "meta": {},
         "annotations": [{"label": "GPE", "start_offset": 0, "end_offset": 4, "user": 1}]},
    ],
)  # fmt: skip
def test_exports_of_doccano(record, tmp_path):
    path = tmp_path / "admin.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    document = read_one(path)
    assert (document.id, document.text) == ("1", "Baku tenang")
    assert surfaces(document) == [("Baku", "GPE")]


def test_old_doccano_counts_utf16(tmp_path):
    """doccano#99: offsets of JavaScript; one beyond the text proves it for the whole file."""
    path = tmp_path / "admin.jsonl"
    records = [{"text": "🌷 aa a", "label": [[3, 4, "X"]]}, {"text": "🌷 Baku", "label": [[3, 7, "GPE"]]}]
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    first, second = corpus.read(path)
    assert first.mentions == (Mention(2, 3, "X"),)
    assert surfaces(second) == [("Baku", "GPE")]
    assert first.id == "admin-1"


def test_utf16_can_be_said(tmp_path):
    path = tmp_path / "admin.jsonl"
    path.write_text(json.dumps({"text": "🌷 Baku tenang", "label": [[3, 7, "GPE"]]}), encoding="utf-8")
    assert surfaces(read_one(path)) == [("aku ", "GPE")]
    assert surfaces(read_one(path, utf16=True)) == [("Baku", "GPE")]


# Prodigy --------------------------------------------------------------------------------------------------------------


def test_prodigy(tmp_path):
    example = {
        "text": "Şuşa dan Baku", "_input_hash": -977724056, "_task_hash": -665543633, "_is_binary": False,
        "tokens": [
            {"text": "Şuşa", "start": 0, "end": 4, "id": 0, "ws": True},
            {"text": "dan", "start": 5, "end": 8, "id": 1, "ws": True},
            {"text": "Baku", "start": 9, "end": 13, "id": 2, "ws": False},
        ],
        "_view_id": "ner_manual", "answer": "accept", "_timestamp": 1666,
        "spans": [{"start": 0, "end": 4, "token_start": 0, "token_end": 0, "label": "GPE"},
                  {"text": "Baku", "start": 9, "end": 13, "label": "GPE", "pattern": 7}],
        "meta": {"id": "1234", "pattern": "0"},
    }  # fmt: skip
    path = tmp_path / "db.jsonl"
    lines = [{**example, "answer": "reject"}, example, {**example, "answer": "ignore"}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    document = read_one(path)
    assert surfaces(document) == [("Şuşa", "GPE"), ("Baku", "GPE")]
    assert document.tokens == ((0, 4), (5, 8), (9, 13))
    assert (document.id, document.meta) == ("1234", {"pattern": "0"})


def test_prodigy_writes_inclusive_token_ends(tmp_path):
    document = corpus.read(_conll(tmp_path, "Laut B-LOC\nKaspia I-LOC\n"))
    corpus.write(document, tmp_path / "p.jsonl", format="prodigy")
    (span,) = json.loads((tmp_path / "p.jsonl").read_text(encoding="utf-8"))["spans"]
    assert span == {"start": 0, "end": 11, "label": "LOC", "token_start": 0, "token_end": 1, "text": "Laut Kaspia"}


def _conll(tmp_path, text):
    path = tmp_path / "k.conll"
    path.write_bytes(text.encode("utf-8"))
    return path


# BRAT -----------------------------------------------------------------------------------------------------------------


def brat(folder, text, ann, name="DOC-1000"):
    (folder / f"{name}.txt").write_bytes(text.encode("utf-8"))
    (folder / f"{name}.ann").write_bytes(ann.encode("utf-8"))
    return folder


def test_brat(tmp_path):
    text = "Sony bermitra dengan Ericsson.\nAliyev tiba di Laut\nKaspia.\n"
    ann = (
        "T1\tOrganization 0 4\tSony\n"
        "T2\tMERGE-ORG 5 13\tbermitra\n"
        "T3\tOrganization 21 29\tEricsson\n"
        "E1\tMERGE-ORG:T2 Org1:T1 Org2:T3\n"
        "T4\tLOC 46 50;51 57\tLaut Kaspia\n"
        "R1\tOrigin Arg1:T3 Arg2:T4\n"
        "*\tEquiv T1 T3\n"
        "A1\tNegation E1\n"
        "A2\tConfidence T4 L1\n"
        "N1\tReference T1 Wikipedia:534366\tSony\n"
        "N2\tReference T4 nusaner:laut-kaspia\tLaut Kaspia\n"
        "#1\tAnnotatorNotes T4\tbukan danau\n"
    )
    document = read_one(brat(tmp_path, text, ann))
    assert (document.id, document.text) == ("DOC-1000", text)
    assert document.mentions == (
        Mention(0, 4, "Organization", "Wikipedia:534366"),
        Mention(5, 13, "MERGE-ORG"),
        Mention(21, 29, "Organization"),
        Mention(46, 57, "LOC", "laut-kaspia"),
    )
    where = [46, 57, "LOC"]
    assert document.meta["brat"] == {"notes": [[where, "bukan danau"]], "attributes": [[where, "Confidence", "L1"]]}
    corpus.write([document], tmp_path / "lagi", format="brat")
    assert read_one(tmp_path / "lagi") == document
    written = (tmp_path / "lagi" / "DOC-1000.ann").read_text(encoding="utf-8")
    assert "T4\tLOC 46 50;51 57\tLaut Kaspia\n" in written
    assert "N1\tReference T1 Wikipedia:534366\tSony\n" in written


def test_a_discontinuous_span_is_reported_not_dropped(tmp_path):
    folder = brat(
        tmp_path, "Ossetia Utara dan Selatan", "T1\tGPE 0 13\tOssetia Utara\nT2\tGPE 0 7;18 25\tOssetia Selatan\n"
    )
    with pytest.raises(corpus.MisfitError, match=r"'Ossetia Selatan' \(GPE\) is discontinuous \(0-7; 18-25\)"):
        list(corpus.read(folder))
    assert surfaces(read_one(folder, on_misfit="skip")) == [("Ossetia Utara", "GPE")]


def test_brat_on_windows_counting_line_ends_as_one(tmp_path):
    """edsnlp#211, webanno#1435: the text has CRLF, the offsets come from a tool that saw LF."""
    text = "Baku.\r\nŞuşa.\r\nYerevan.\r\n"
    folder = brat(tmp_path, text, "T1\tGPE 6 10\tŞuşa\r\nT2\tGPE 12 19\tYerevan\r\n")
    document = read_one(folder)
    assert document.text == text
    assert surfaces(document) == [("Şuşa", "GPE"), ("Yerevan", "GPE")]
    folder = brat(tmp_path, text, "T1\tGPE 7 11\tŞuşa\r\nT2\tGPE 14 21\tYerevan\r\n")
    assert surfaces(read_one(folder)) == [("Şuşa", "GPE"), ("Yerevan", "GPE")]


def test_brat_counted_in_bytes(tmp_path):
    folder = brat(tmp_path, "Şuşa dan Baku", "T1\tGPE 11 15\tBaku\n")
    assert surfaces(read_one(folder)) == [("Baku", "GPE")]


def test_brat_without_text_or_broken(tmp_path):
    (tmp_path / "a.ann").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"no a\.txt beside"):
        list(corpus.read(tmp_path))
    with pytest.raises(FormatError, match=r"a\.ann:1: A text-bound annotation is"):
        list(corpus.read(brat(tmp_path, "Baku", "T1\tGPE 0\tBaku\n", "a")))


# WebAnno --------------------------------------------------------------------------------------------------------------

NE = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"


def webanno(tmp_path, text, name="a.tsv"):
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    return path


def test_webanno_of_inception(tmp_path):
    path = webanno(
        tmp_path,
        f"#FORMAT=WebAnno TSV 3.3\n#T_SP={POS}|PosValue|coarseValue\n#T_SP={NE}|identifier|value\n"
        "#T_RL=webanno.custom.Rel|kind|BT_webanno.custom.X\n\n\n"
        "#Text=🌷 Laut Kaspia di Baku-lah.\n"
        "1-1\t0-2\t🌷\t_\t_\t_\t_\t_\t_\t\n"
        "1-2\t3-7\tLaut\tNN\tNOUN\t*[1]|*[2]\tLOC[1]|PER\\_X[2]\t_\t_\t\n"
        "1-3\t8-14\tKaspia\tNN\tNOUN\t*[1]\tLOC[1]\t_\t_\t\n"
        "1-4\t15-17\tdi\t_\t_\t_\t_\t_\t_\t\n"
        "1-5\t18-26\tBaku-lah\t_\t_\t_\t_\t_\t_\t\n"
        "1-5.1\t18-22\tBaku\t_\t_\thttp://www.wikidata.org/entity/Q9248\tGPE\tsub\t1-2[1\\_0]\t\n"
        "1-6\t26-27\t.\t_\t_\t_\t_\t_\t_\t\n"
        "\n"
        "#Text=Tenang\\tsekali,\n#Text=katanya.\n"
        "2-1\t28-34\tTenang\t_\t_\t_\t_\t_\t_\t\n"
        "2-2\t35-42\tsekali,\t_\t_\t_\t*\t_\t_\t\n"
        "2-3\t43-51\tkatanya.\t_\t_\t_\t_\t_\t_\t\n",
    )
    document = read_one(path)
    assert document.text == "🌷 Laut Kaspia di Baku-lah.\nTenang\tsekali,\nkatanya."
    assert surfaces(document) == [
        ("Laut Kaspia", "LOC"),
        ("Laut", "PER_X"),
        ("Baku", "GPE"),
        ("sekali,", "NamedEntity"),
    ]
    assert document.mentions[2].kb_id == "http://www.wikidata.org/entity/Q9248"
    assert [document.text[s:e] for s, e in document.tokens][4:7] == ["Baku-lah", ".", "Tenang"]
    assert len(document.sentences) == 2


def test_webanno_3_2_with_a_layer_of_ones_own(tmp_path):
    path = webanno(
        tmp_path,
        f"#FORMAT=WebAnno TSV 3.2\n#T_SP={POS}|PosValue\n#T_SP=webanno.custom.Tempat|jenis|catatan\n\n\n"
        "#Text=Di Baku .\n1-1\t0-2\tDi\tPP\t_\t_\t\n1-2\t3-7\tBaku\tNE\tkota[4]\t*[4]\t\n1-3\t8-9\t.\t_\t_\t_\t\n",
    )
    assert surfaces(read_one(path)) == [("Baku", "kota")]


def test_webanno_by_a_tool_that_counts_characters(tmp_path):
    path = webanno(
        tmp_path,
        f"#FORMAT=WebAnno TSV 3.3\n#T_SP={NE}|value\n\n\n#Text=🌷 Baku\n1-1\t0-1\t🌷\t_\n1-2\t2-6\tBaku\tGPE\n",
    )
    assert surfaces(read_one(path)) == [("Baku", "GPE")]


def test_webanno_zero_width_annotations_are_reported(tmp_path):
    path = webanno(
        tmp_path,
        f"#FORMAT=WebAnno TSV 3.3\n#T_SP={NE}|value\n\n\n#Text=Baku\n1-1\t0-4\tBaku\t_\t\n1-1.1\t0-0\t\tGPE\t\n",
    )
    with pytest.raises(corpus.MisfitError, match="0-0, which are no span"):
        list(corpus.read(path))


def test_webanno_writes_as_inception_does(tmp_path):
    document = corpus.read(_conll(tmp_path, "Laut B-LOC\nKaspia I-LOC\ntenang O\n"))
    corpus.write(document, tmp_path / "a.tsv", format="webanno")
    assert (tmp_path / "a.tsv").read_text(encoding="utf-8") == (
        f"#FORMAT=WebAnno TSV 3.3\n#T_SP={NE}|identifier|value\n\n\n"
        "#Text=Laut Kaspia tenang\n"
        "1-1\t0-4\tLaut\t*[1]\tLOC[1]\t\n1-2\t5-11\tKaspia\t*[1]\tLOC[1]\t\n1-3\t12-18\ttenang\t_\t_\t\n"
    )


# CoNLL ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Laut\tB-LOC\nKaspia\tI-LOC\n\ndi\tO\nBaku\tB-LOC\n",  # IndoLEM
        "Laut NOUN B-LOC\r\nKaspia PROPN I-LOC\r\n\r\ndi ADP O\r\nBaku PROPN B-LOC\r\n",  # idner-news-2k
        "Laut NN I-NP I-LOC\nKaspia NN I-NP I-LOC\n\ndi IN B-PP O\nBaku NN I-NP I-LOC\n\n",  # CoNLL-2003 as released
        "Laut B-LOC\nKaspia E-LOC\n\ndi O\nBaku S-LOC",  # BIOES
        "Laut B-LOC\nKaspia L-LOC\n\ndi O\nBaku U-LOC",  # BILOU
        "Laut  _  LOC\nKaspia  _  LOC\n \n\ndi  _  O \nBaku  _  LOC\t\n",  # plain labels, blanks in the empty line
        "# id 5239d808 domain=id\nLaut _ _ B-LOC\nKaspia _ _ I-LOC\n\n# id 7\ndi _ _ O\nBaku _ _ B-LOC\n",  # MultiCoNER
    ],
)
def test_columns_of_all_schemes(text, tmp_path):
    first, second = corpus.read(_conll(tmp_path, text), format="conll")
    assert (first.text, first.mentions) == ("Laut Kaspia", (Mention(0, 11, "LOC"),))
    assert (second.text, second.mentions) == ("di Baku", (Mention(3, 7, "LOC"),))
    assert (second.id, second.tokens) == ("k-2", ((0, 2), (3, 7)))


def test_docstart_parts_documents(tmp_path):
    text = "-DOCSTART- -X- O O\n\nBaku B-LOC\n\nTenang O\n\n-DOCSTART- -X- O O\n\nDi O\n"
    first, second = corpus.read(_conll(tmp_path, text))
    assert (first.text, first.sentences) == ("Baku\nTenang", ((0, 4), (5, 11)))
    assert second.text == "Di"


def test_tokens_with_blanks_and_a_token_called_o(tmp_path):
    document = read_one(_conll(tmp_path, "sementara itu\tO\nO\tO\nBaku\tB-PLC\n"))  # IndoNLU's NERP has the first
    assert [document.text[s:e] for s, e in document.tokens] == ["sementara itu", "O", "Baku"]
    corpus.write([document], tmp_path / "b.conll", format="conll")
    assert "sementara itu\t-X-\t-X-\tO\n" in (tmp_path / "b.conll").read_text(encoding="utf-8")
    assert read_one(tmp_path / "b.conll").tokens == document.tokens


def test_faults_of_columns_name_the_line(tmp_path):
    with pytest.raises(FormatError, match=r"k\.conll:2: The line has no token and tag, got 'Kaspia'"):
        list(corpus.read(_conll(tmp_path, "Laut B-LOC\nKaspia\n"), format="conll"))
    with pytest.raises(FormatError, match="last column holds no tag"):
        list(corpus.read(_conll(tmp_path, "Laut NOUN\nKaspia PROPN\n"), format="conll"))


# CoNLL-U --------------------------------------------------------------------------------------------------------------


def test_conllu_with_multiword_tokens_and_stanzas_tags(tmp_path):
    row = "\t".join(("{}", "{}", *"_" * 7, "{}")) + "\n"
    path = tmp_path / "a.conllu"
    path.write_text(
        "# newdoc id = wire-1\n# newpar\n# sent_id = 1\n# text = Bukunya di Laut Kaspia.\n"
        + row.format("1-2", "Bukunya", "_") + row.format(1, "buku", "_") + row.format(2, "nya", "_")
        + row.format(3, "di", "start_char=8|end_char=10|ner=O")
        + row.format(4, "Laut", "ner=B-LOC") + row.format(5, "Kaspia", "SpaceAfter=No|ner=E-LOC")
        + row.format("5.1", "kosong", "_") + row.format(6, ".", "ner=O")
        + "\n# newpar\n# sent_id = 2\n# text = Baku.\n"
        + row.format(1, "Baku", "Entity=B-GPE|Record=baku") + row.format(2, ".", "_"),
        encoding="utf-8",
    )  # fmt: skip
    document = read_one(path)
    assert (document.id, document.text) == ("wire-1", "Bukunya di Laut Kaspia.\nBaku.")
    assert document.mentions == (Mention(11, 22, "LOC"), Mention(24, 28, "GPE", "baku"))
    assert document.meta["words"] == [[0, ["buku", "nya"]]]
    corpus.write([document], tmp_path / "b.conllu", format="conllu")
    assert "1-2\tBukunya\t" in (tmp_path / "b.conllu").read_text(encoding="utf-8")
    assert read_one(tmp_path / "b.conllu") == document


def test_conllu_faults(tmp_path):
    path = tmp_path / "a.conllu"
    path.write_text("1\tBaku\t_\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"a\.conllu:1: A row of CoNLL-U has ten columns"):
        list(corpus.read(path, format="conllu"))
    path.write_text("\t".join(("1", "Baku", *"_" * 7, "Entity=(e1-place)")) + "\n", encoding="utf-8")
    with pytest.raises(FormatError, match="bracketed as in CorefUD"):
        list(corpus.read(path))


# DocBin ---------------------------------------------------------------------------------------------------------------


def test_docbin_of_spacy_with_span_groups(tmp_path):
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("id")
    doc = nlp("Universitas Negeri Baku  tenang.")
    doc.spans["sc"] = [doc.char_span(0, 23, "ORG"), doc.char_span(19, 23, "GPE")]
    DocBin(docs=[doc]).to_disk(tmp_path / "a.spacy")
    document = read_one(tmp_path / "a.spacy")
    assert (document.id, document.text) == ("a-1", doc.text)
    assert surfaces(document) == [("Universitas Negeri Baku", "ORG"), ("Baku", "GPE")]


def test_what_is_no_docbin(tmp_path):
    (tmp_path / "a.spacy").write_bytes(b"bukan")
    with pytest.raises(FormatError, match="no DocBin"):
        list(corpus.read(tmp_path / "a.spacy"))


# data sets at hand ----------------------------------------------------------------------------------------------------

DATA = Path(__file__).parents[4] / "shared" / "datasets" / "ner"


@pytest.mark.skipif(not DATA.is_dir(), reason="the public data sets are not here")
@pytest.mark.parametrize(
    ("name", "tokens", "labels"),
    [
        ("idner-news-2k/dev.txt", 7863, {"LOC", "ORG", "PER"}),
        ("indolem-nerui/dev.01.tsv", 3620, {"LOCATION", "ORGANIZATION", "PERSON"}),
        ("indolem-nerugm/dev.01.tsv", 3905, {"LOCATION", "ORGANIZATION", "PERSON", "QUANTITY", "TIME"}),
        ("indonlu-nergrit/valid.txt", 6983, {"ORGANISATION", "PERSON", "PLACE"}),
        ("indonlu-nerp/valid.txt", 19629, {"EVT", "FNB", "IND", "PLC", "PPL"}),
        ("mdee-gold/goldstandard-0811.txt", 14430, {"Organisation", "Person", "Place"}),
    ],
)
def test_public_data_sets(name, tokens, labels):
    documents = list(corpus.read(DATA / name))
    assert sum(len(d.tokens) for d in documents) == tokens
    assert {m.label for d in documents for m in d.mentions} == labels
