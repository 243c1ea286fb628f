"""Training of the Stanza layer (Qi et al., 2020) with Stanza's own trainers.

A character-level tokenizer, a dictionary of multiword tokens and one of lemmas are trained on our
treebank, UD_Indonesian-CSUI's training part and the first four fifths of UD_Indonesian-GSD's
development part (its training part is not at hand); the rest of the latter and our own development
part stop the training early.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from nusaner.corpus.treebank import TreebankSentence, TreebankToken, raw_text, read_treebank
from nusaner.errors import MissingExtraError
from nusaner.storage import bundled, write_sums

#: Names of the files in the model folder.
TOKENIZER, EXPANDER, LEMMATIZER = "tokenizer.pt", "mwt.pt", "lemmatizer.pt"
#: Sentences of a treebank that marks no paragraphs are put together by so many.
_PARAGRAPH = 8
_SEED = 1


def train_stanza(data: Path, folder: Path | None = None, *, steps: int = 750) -> Path:
    """Train the three models and write them with their checksums.

    Args:
        data: Folder of the public data (`$NUSANER_DATA`).
        folder: Where to write; `models/stanza_id_news` if None.
        steps: Most steps of the tokenizer.

    Returns:
        The folder.

    Raises:
        MissingExtraError: Stanza is not installed.
    """
    try:
        from stanza.models import lemmatizer, mwt_expander, tokenizer
        from stanza.utils.datasets import prepare_tokenizer_data
    except ImportError as error:
        raise MissingExtraError("stanza", "stanza") from error
    folder = folder or bundled("models") / "stanza_id_news"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for part, sentences in zip(("train", "dev"), _parts(data), strict=True):
            (work / f"{part}.txt").write_text(raw_text(sentences)[0] + "\n", encoding="utf-8")
            write_conllu(sentences, work / f"{part}.conllu")
            files = [str(work / f"{part}{ending}") for ending in (".txt", ".conllu", ".labels", "-mwt.json")]
            prepare_tokenizer_data.main([*files[:2], "-o", files[2], "-m", files[3]])
        common = ["--lang", "id", "--shorthand", "id_news", "--save_dir", str(work), "--seed", str(_SEED)]
        gold = [f"--{key}={work / name}" for key, name in (
            ("txt_file", "train.txt"), ("label_file", "train.labels"), ("mwt_json_file", "train-mwt.json"),
            ("dev_txt_file", "dev.txt"), ("dev_label_file", "dev.labels"), ("dev_conll_gold", "dev.conllu"),
            ("conll_file", "found.conllu"),
        )]  # fmt: skip
        limits = ["--steps", str(steps), "--eval_steps", "250", "--batch_size", "16", "--cpu"]
        tokenizer.main(["--mode", "train", "--use_mwt", *common, *gold, *limits, "--save_name", TOKENIZER])
        pair = [f"--train_file={work / 'train.conllu'}", f"--eval_file={work / 'dev.conllu'}", "--cpu"]
        mwt = [f"--gold_file={work / 'dev.conllu'}", f"--output_file={work / 'mwt.out'}", "--dict_only"]
        mwt_expander.main(["--mode", "train", *common, *pair, *mwt, "--save_name", EXPANDER])
        # a dictionary: the sequence-to-sequence half would take hours on a processor, and megabytes
        stems = [*_parts(data)[0], *_listed_stems()]
        write_conllu(stems, work / "lemmas.conllu")
        lemmas = [f"--train_file={work / 'lemmas.conllu'}", f"--eval_file={work / 'dev.conllu'}", "--cpu"]
        lemmas += ["--dict_only", "--no_pos", "--shorthand", "id_news", "--seed", str(_SEED)]
        lemmas += [f"--save_dir={work}", f"--output_file={work / 'lemma.out'}", "--save_name", LEMMATIZER]
        lemmatizer.main(["--mode", "train", *lemmas])
        for model in (TOKENIZER, EXPANDER, LEMMATIZER):
            shutil.copy(work / model, folder / model)
    # Stanza looks for this list of downloads before it loads anything
    (folder / "resources.json").write_text('{"id": {"lang_name": "Indonesian"}}\n', encoding="utf-8")
    write_sums(folder)
    return folder


def _parts(data: Path) -> tuple[list[TreebankSentence], list[TreebankSentence]]:
    """Sentences to train on, and those that stop the training."""
    treebank = bundled("corpus") / "treebank"
    gsd = _in_paragraphs(read_treebank(data / "ud" / "id_gsd-ud-dev.conllu"))
    csui = _in_paragraphs(read_treebank(data / "ud" / "id_csui-ud-train.conllu"))
    cut = len(gsd) * 4 // 5
    train = [*read_treebank(treebank / "train.conllu"), *csui, *gsd[:cut]]
    return train, [*read_treebank(treebank / "dev.conllu"), *gsd[cut:]]


def _in_paragraphs(sentences: Sequence[TreebankSentence]) -> list[TreebankSentence]:
    return [
        TreebankSentence(s.id, s.text, s.tokens, s.opens_paragraph or i % _PARAGRAPH == 0, s.space_after)
        for i, s in enumerate(sentences)
    ]


def _listed_stems() -> list[TreebankSentence]:
    """Each form of the list of stems as a sentence of one word."""
    rows = (bundled("corpus") / "stems.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t")[:2] for row in rows if row and not row.startswith("#"))
    return [
        TreebankSentence("", form, (TreebankToken(0, len(form), (form,), (stem,), ("X",)),)) for form, stem in pairs
    ]


def write_conllu(sentences: Sequence[TreebankSentence], path: Path) -> None:
    """Write tokens, words, LEMMA and UPOS; the heads are a chain, which Stanza's reader asks for."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for sentence in sentences:
            file.write(f"# text = {sentence.text}\n")
            number = 0
            for i, token in enumerate(sentence.tokens):
                attached = i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].start == token.end
                misc = "SpaceAfter=No" if attached else "_"
                if len(token.words) > 1:
                    form = sentence.text[token.start : token.end]
                    file.write(f"{number + 1}-{number + len(token.words)}\t{form}" + "\t_" * 7 + f"\t{misc}\n")
                    misc = "_"
                for form, lemma, tag in zip(token.words, token.lemmas, token.tags, strict=True):
                    number += 1
                    head, relation = (number - 1, "dep") if number > 1 else (0, "root")
                    file.write(f"{number}\t{form}\t{lemma}\t{tag}\t_\t_\t{head}\t{relation}\t_\t{misc}\n")
            file.write("\n")
