"""The pipe `nusaner_stance`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from nusaner import doc as extensions
from nusaner.errors import ModelError
from nusaner.stance.view import Feature, count_mentions, count_words, features
from nusaner.storage import read_checked, write_sums
from nusaner.types import MAIN_TARGETS, SIDE_TARGETS, STANCES, Evidence, Stance

if TYPE_CHECKING:
    from nusaner.stance.model import StanceModel

extensions.register()

_FILE = "stance.skops"
#: A third party is judged only where the text names it so often.
_ACTS = 2
#: The corpus teaches whole articles; a line or two says too little.
_SHORTEST = 25
_MOST_EVIDENCE = 5
#: Words between two pieces of evidence that are shown as one.
_BRIDGE = 2


class StanceClassifier:
    """Writes `doc._.stance`: a `Stance` for each target.

    Azerbaijan and Armenia are always judged, Turkey and Russia where the text names them at least
    twice. scikit-learn is imported with the first text, not with the model: reading it takes longer
    than all the rest.

    Args:
        threshold: FAVOR or AGAINST is given only with at least this probability, otherwise NONE:
            seeing partisanship where there is none is the worst error.
    """

    def __init__(self, *, threshold: float = 0.6) -> None:
        self.threshold = threshold
        self._data = b""
        self._model: StanceModel | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.threshold, self._data))

    def trained_model(self) -> StanceModel:
        """The trained model, read on first use."""
        if self._model is None:
            if not self._data:
                raise ModelError("The stance classifier is not trained; load a model that holds one.")
            from nusaner.stance.model import StanceModel

            self._model = StanceModel.from_bytes(self._data)
        return self._model

    def set_model(self, model: StanceModel) -> None:
        """Take over a trained model."""
        self._model, self._data = model, model.to_bytes()

    def __call__(self, doc: Doc) -> Doc:
        """Judge one document."""
        counts = count_mentions(doc)
        words = count_words(doc)
        stances = {}
        for target in MAIN_TARGETS:
            if not counts[target]:
                stances[target] = _unread(target, f"the text does not name {target} or those who act for it")
            elif words < _SHORTEST:
                stances[target] = _unread(target, f"the text is too short to read a stance from it ({words} words)")
            else:
                stances[target] = self._judge(doc, target)
        for target in SIDE_TARGETS:
            if counts[target] >= _ACTS and words >= _SHORTEST:
                stances[target] = self._judge(doc, target)
        doc._.stance = stances
        return doc

    def _judge(self, doc: Doc, target: str) -> Stance:
        found = features(doc, target)
        names = [feature.name for feature in found]
        probabilities = self.trained_model().probabilities(names)
        label = decide(probabilities, self.threshold)
        evidence = _evidence(doc, found, self.trained_model().weights(names, label)) if label != "NONE" else ()
        return Stance(target, label, probabilities, evidence)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model in skops's format."""
        return self._data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> StanceClassifier:
        """Take over what `to_bytes` gave."""
        self._data, self._model = data, None
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the model with its checksum."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self._data)
        write_sums(folder)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> StanceClassifier:
        """Read what `to_disk` wrote.

        Raises:
            ModelError: The file is missing or damaged.
        """
        return self.from_bytes(read_checked(Path(path), _FILE))


def _unread(target: str, reason: str) -> Stance:
    return Stance(target, "NONE", {"FAVOR": 0.0, "AGAINST": 0.0, "NONE": 1.0}, (), reason)


def decide(probabilities: dict[str, float], threshold: float) -> str:
    """The label of the highest probability, or NONE where that is below the threshold."""
    label = max(STANCES, key=probabilities.__getitem__)
    return label if probabilities[label] >= threshold else "NONE"


def _evidence(doc: Doc, found: list[Feature], weights: list[float]) -> tuple[Evidence, ...]:
    """The stretches of text whose words moved the decision most."""
    moved = [0.0] * len(doc)
    for feature, weight in zip(found, weights, strict=True):
        for i in range(feature.start, feature.end):
            moved[i] += weight / (feature.end - feature.start)
    pieces: list[tuple[float, int, int]] = []
    starts = [token.is_sent_start for token in doc]
    floor = 0.1 * max(moved, default=0.0)
    for i, weight in enumerate(moved):
        if weight <= floor or weight <= 0:
            continue
        if pieces and i - pieces[-1][2] <= _BRIDGE and not any(starts[pieces[-1][2] + 1 : i + 1]):
            total, start, _ = pieces[-1]
            pieces[-1] = (total + weight, start, i)
        else:
            pieces.append((weight, i, i))
    best = sorted(pieces, reverse=True)[:_MOST_EVIDENCE]
    return tuple(_piece(doc, start, last, weight) for weight, start, last in best)


def _piece(doc: Doc, start: int, last: int, weight: float) -> Evidence:
    span = doc[start : last + 1]
    return Evidence(span.start_char, span.end_char, span.text, round(weight, 4))


def _rebuild(threshold: float, data: bytes) -> StanceClassifier:
    return StanceClassifier(threshold=threshold).from_bytes(data)


@Language.factory(
    "nusaner_stance",
    default_config={"threshold": 0.6},
    requires=["token.is_sent_start", "doc.ents", "span._.link"],
    assigns=["doc._.stance"],
)
def create_stance(nlp: Language, name: str, threshold: float) -> StanceClassifier:
    """The factory of the pipe."""
    return StanceClassifier(threshold=threshold)
