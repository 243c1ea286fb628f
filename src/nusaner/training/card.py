"""The model card, written from the figures in `meta.json` so that the two never differ."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nusaner.training.diagram import draw

_CARD = """# {name}

{description} Version {version}, {license}. Trained by `make train`; nothing in it is pickled, each file is checked by SHA-256.

## Parts

| pipe | what | trained on |
| --- | --- | --- |
| nusaner_sentences | logistic regression over possible ends, rules for lines and furniture | treebank and line breaks of the corpus, see `docs/tokens.md` |
| nusaner_stemmer | the corpus's stem list; else a morphology of affixes over PySastrawi's roots (read at run time), ranked by a linear model | `corpus/stems.tsv`, treebank |
| nusaner_ner | {recognizer} | train split of the corpus |
| nusaner_linker | spellings of the knowledge base, exact, in other scripts, by sound and by likeness; conditional logit on spelling, priors and the document | train split, in folds |
| nusaner_layout | rules: which sentences are the article's own | - |
| nusaner_quotes | CRF proposes spans, a linear model chooses among them, a conditional logit chooses the speakers | quotations of the train split |
| nusaner_framing | rules: choice of names, loaded words, doers and victims, shares of speech | - |
| nusaner_stance | four linear readers (slant of sentences, single sentences and the whole text from the target's side, lean between the sides) under logistic regressions trained on what they say out of fold (scikit-learn, kept by skops) | train split |

The word clusters come from vectors of raw Indonesian text (`python -m nusaner.training.clusters`); the text itself is not shipped.{public}

## Figures on the {split} split of the corpus ({articles} articles, {mentions} mentions)

| figure | value |
| --- | --- |
| entities, strict precision / recall / F1 | {ents_p:.3f} / {ents_r:.3f} / **{ents_f:.3f}** |
{types}
| links: accuracy on gold mentions / on found mentions (NIL included) / F1 end to end | {gold_links[accuracy]:.3f} / {links[accuracy]:.3f} / {links[f1]:.3f} |
| NIL on gold mentions, precision / recall | {gold_links[nil_precision]:.3f} / {gold_links[nil_recall]:.3f} |
| scores of entities: expected calibration error (15 bins) | {calibration[ece]:.3f} |
| quotations: F1 of exact spans / of spans that overlap by half / right speaker of exact ones | {quotes[f1]:.3f} / {quotes[overlap_f1]:.3f} / {quotes[speaker]:.3f} |
| stance, macro-F1 / mean F1 of FAVOR and AGAINST / precision of FAVOR and AGAINST | {stance[macro_f1]:.3f} / {stance[favg]:.3f} / {stance[precision]:.3f} |
| stance, macro-F1 of always answering the most frequent label | {stance[majority_macro_f1]:.3f} |

`python -m nusaner.training.report --split {split}` prints them. Figures on the test split stand in the README of nusaner.

![Reliability: share of right entities over their score](reliability.svg)

The scores come from the recognizer's marginals by a logistic calibrator, fitted on predictions for articles that the recognizer had not seen.
`ent._.source` tells whether an entity is the model's, a rule's (joined names), the gazetteer's or the user's own (`nusaner.ner.layers`).

## Use and misuse

Made for finding places and actors and their records in Indonesian news about the Caucasus, and as an aid to reading stance. The
corpus was written by its authors: the split shares their language and the gazetteer knows its names, so expect less on real pages.
A stance label is no verdict on a writer or an outlet; do not use it to rank, punish or recommend people. Scores of entities are
calibrated on our own articles; on other text they are likely too high. Weakest: EVENT, LAW and PRODUCT, lower-case text with unknown names, irony,
threads with many voices, texts of less than 25 words (always NONE, with the reason).

## Made from

{fingerprints}
"""

_CRF = (
    "linear-chain CRF (CRFsuite, L-BFGS): words, affixes, shapes, word-vector clusters, gazetteer of the knowledge base"
)
_NETWORK = (
    "window network with a CRF on top (trained with PyTorch, runs on NumPy): hashed features, word vectors, gazetteer"
)
_PUBLIC = """
The recognizer's network learned names from the train parts of NERP and NERGrit (IndoNLU; Wilie et al., 2020; MIT) and idner-news-2k (Khairunnisa et al., 2020; MIT) before the corpus; its word
table comes from raw Indonesian text and lists of DBpedia names (Alfina et al., 2017; CC BY-SA 3.0), see `nusaner train words`. None of these texts is shipped."""
_RECOGNIZERS = {"crf": _CRF, "network": _NETWORK, "pair": f"{_CRF}; {_NETWORK}; both vote on each span"}


def write(meta: Mapping[str, Any], folder: Path) -> None:
    """Write the card and its reliability diagram to a model folder."""
    figures = meta["performance"]
    bins = [tuple(row) for row in figures["calibration"]["bins"]]
    title = f"Scores of entities, {figures['split']} split"
    diagram = draw(bins, title=title, error=figures["calibration"]["ece"])
    (folder / "reliability.svg").write_text(diagram, encoding="utf-8")
    (folder / "README.md").write_text(render(meta), encoding="utf-8")


def render(meta: Mapping[str, Any]) -> str:
    """The card of a model.

    Args:
        meta: The content of its `meta.json`, with `performance` as `evaluate_pipeline` gives it.
    """
    figures = meta["performance"]
    types = "\n".join(f"| - {label} F1 | {f1:.3f} |" for label, f1 in figures["ents_per_type"].items())
    prints = "\n".join(f"- {name}: `{value}`" for name, value in meta["nusaner"]["fingerprints"].items())
    return _CARD.format(
        name=f"{meta['lang']}_{meta['name']}",
        description=meta["description"],
        version=meta["version"],
        license=meta["license"],
        fingerprints=prints,
        types=types,
        recognizer=_RECOGNIZERS[meta["nusaner"].get("recognizer", "crf")],
        public=_PUBLIC if "body" in meta["nusaner"]["fingerprints"] else "",
        **{key: value for key, value in figures.items() if key != "ents_per_type"},
    )
