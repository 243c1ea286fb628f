"""What the bundled recognizer loses on changed texts, and how it does on names not seen in training.

`python -m tests.bench.robust [--split test]`; bars of issue 4: at most 0.10 in lower case and in
capitals, 0.03 with typing errors in 5 % of words, recall 0.80 on names not seen in training.
"""

from __future__ import annotations

import argparse

import nusaner
from nusaner.evaluation import evaluate_ner
from nusaner.evaluation.perturb import KINDS


def main(split: str = "dev") -> None:
    nlp = nusaner.load()
    plain = evaluate_ner(nlp, split, train="train", slices=["seen", "seen-record"], bootstrap=0)
    print(f"{f'entities of {split}, strict F1':<44}{plain.f1:>10.3f}")
    for table in plain.slices:
        for key, figure in table.rows:
            print(f"{f'  recall, {key}':<44}{figure.recall:>10.3f}{figure.gold:>10,} mentions")
    for kind in KINDS:
        found = evaluate_ner(nlp, split, slices=[], bootstrap=0, changed=kind)
        print(f"{f'  changed to {kind}':<44}{found.f1:>10.3f}{found.f1 - plain.f1:>+10.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    main(parser.parse_args().split)
