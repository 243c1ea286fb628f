"""Training of the parts that learn: recognizer, linker priors, stance; and recognizers of one's own.

`train_ner` is for data and labels of one's own; the modules besides train the bundled model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nusaner.training.custom.result import Trained
    from nusaner.training.custom.run import train_ner
    from nusaner.training.engines import Step

__all__ = ["Step", "Trained", "train_ner"]

_HOME = {
    "Step": "nusaner.training.engines",
    "Trained": "nusaner.training.custom.result",
    "train_ner": "nusaner.training.custom.run",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first asked for, as they import spaCy."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
