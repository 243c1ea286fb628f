"""The treebanks that the benchmarks read: the test part of the corpus's own and, where they are, the UD ones."""

from __future__ import annotations

import os
from pathlib import Path

from nusaner.storage import bundled

_UD = ("id_csui-ud-test", "id_gsd-ud-test", "id_pud-ud-test")


def gold_files() -> list[Path]:
    """CoNLL-U files; `$NUSANER_DATA` holds the folder `ud`."""
    folder = Path(os.environ.get("NUSANER_DATA", "../shared/datasets")) / "ud"
    own = bundled("corpus") / "treebank" / "test.conllu"
    return [own, *(path for name in _UD if (path := folder / f"{name}.conllu").is_file())]


def title(path: Path) -> str:
    """A short name: own, csui, gsd, pud."""
    return "own" if path.stem == "test" else path.stem.removeprefix("id_").split("-")[0]
