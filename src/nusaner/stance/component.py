"""The pipe `nusaner_stance`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from nusaner import doc as extensions
from nusaner.errors import ModelError
from nusaner.stance.decide import Costs, decide
from nusaner.stance.reasons import why_unread
from nusaner.stance.roles import Viewpoint
from nusaner.stance.view import Reading, read, read_quotes
from nusaner.storage import read_checked, write_sums
from nusaner.types import MAIN_TARGETS, SIDE_TARGETS, STANCES, Stance

if TYPE_CHECKING:
    import numpy as np

    from nusaner.stance.model import Judgement, StanceModel

extensions.register()

_FILE = "stance.skops"
#: A third party is judged only where the text names it so often.
_ACTS = 2


class StanceDetector:
    """Writes `doc._.stance`, a `Stance` for each target, and `sent._.stance` likewise.

    Azerbaijan and Armenia are always judged, Turkey and Russia where the text names them at least
    twice. scikit-learn is imported with the first text, not with the model: reading it takes longer
    than all the rest.

    Args:
        costs: What errors cost; seeing partisanship where there is none is the worst.
        sentence_costs: The same for sentences.
    """

    def __init__(self, *, costs: Costs | None = None, sentence_costs: Costs | None = None) -> None:
        self.costs = costs or Costs()
        self.sentence_costs = sentence_costs or Costs(false_alarm=0.3)
        self._data = b""
        self._model: StanceModel | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.costs, self.sentence_costs, self._data))

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
        reading = read(doc, self.trained_model().groups)
        counts = reading.count_sides()
        targets = [*MAIN_TARGETS, *(target for target in SIDE_TARGETS if counts[target] >= _ACTS)]
        views = {target: Viewpoint(target) for target in targets}
        doc._.stance = self._judge(doc, reading, views, counts)
        if doc._.quotes:
            self._write_quotes(doc, views)
        return doc

    def _write_quotes(self, doc: Doc, views: Mapping[str, Viewpoint]) -> None:
        """Put into each quotation what its words hold toward the targets that they name."""
        reading = read_quotes(doc, self.trained_model().groups)
        if not reading.sentences:
            return
        named = [{unit.side for unit in sentence.units if unit.side} for sentence in reading.sentences]
        judgements = dict(zip(views, self.trained_model().judge(reading, list(views.values())), strict=True))
        quotes = []
        for k, (quote, sides) in enumerate(zip(doc._.quotes, named, strict=True)):
            labels = {
                target: decide(_named(judgement.sentences[k]), self.sentence_costs)
                for target, judgement in judgements.items()
                if sides
            }
            held = {target: label for target, label in labels.items() if label != "NONE"}
            quotes.append(replace(quote, stance=held))
        doc._.quotes = quotes

    def toward(self, doc: Doc, record: str) -> Stance:
        """The stance toward any record of the knowledge base; the document is not changed.

        Args:
            doc: A document with sentences, entities and links.
            record: Identifier of the record.
        """
        reading = read(doc, self.trained_model().groups)
        counts = {record: reading.count_record(record)}
        return self._judge(doc, reading, {record: Viewpoint(record=record)}, counts)[record]

    def _judge(
        self, doc: Doc, reading: Reading, views: Mapping[str, Viewpoint], counts: Mapping[str, int]
    ) -> dict[str, Stance]:
        reasons = {name: why_unread(reading, name, counts.get(name, 0)) for name in views}
        judged = [name for name, reason in reasons.items() if not reason]
        judgements = self.trained_model().judge(reading, [views[name] for name in judged]) if judged else []
        found = dict(zip(judged, judgements, strict=True))
        self._write_sentences(doc, reading, {name: found[name] for name in judged if views[name].target})
        return {
            name: Stance(name, "NONE", {"FAVOR": 0.0, "AGAINST": 0.0, "NONE": 1.0}, (), reason)
            if reason
            else self._stance(doc, reading, name, views[name], found[name])
            for name, reason in reasons.items()
        }

    def _stance(self, doc: Doc, reading: Reading, name: str, view: Viewpoint, judgement: Judgement) -> Stance:
        from nusaner.stance.evidence import find_evidence

        probabilities = _named(judgement.text)
        label = decide(probabilities, self.costs)
        evidence = find_evidence(doc, reading, self.trained_model(), view, label) if label != "NONE" else ()
        return Stance(name, label, probabilities, evidence)

    def _write_sentences(self, doc: Doc, reading: Reading, found: Mapping[str, Judgement]) -> None:
        if not found:
            return
        for k, sentence in enumerate(reading.sentences):
            stances = {}
            for target, judgement in found.items():
                probabilities = _named(judgement.sentences[k])
                stances[target] = Stance(target, decide(probabilities, self.sentence_costs), probabilities)
            doc[sentence.start : sentence.end]._.stance = stances

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model in skops's format."""
        return self._data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> StanceDetector:
        """Take over what `to_bytes` gave."""
        self._data, self._model = data, None
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the model with its checksum."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self._data)
        write_sums(folder)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> StanceDetector:
        """Read what `to_disk` wrote.

        Raises:
            ModelError: The file is missing or damaged.
        """
        return self.from_bytes(read_checked(Path(path), _FILE))


def _named(row: np.ndarray) -> dict[str, float]:
    return dict(zip(STANCES, row.tolist(), strict=True))


def _rebuild(costs: Costs, sentence_costs: Costs, data: bytes) -> StanceDetector:
    return StanceDetector(costs=costs, sentence_costs=sentence_costs).from_bytes(data)


@Language.factory(
    "nusaner_stance",
    default_config={"false_alarm": 2.5, "wrong_side": 3.0, "sentence_false_alarm": 0.3},
    requires=["token.is_sent_start", "token.lemma", "doc.ents", "span._.link"],
    assigns=["doc._.stance", "span._.stance"],
)
def create_stance(
    nlp: Language, name: str, false_alarm: float, wrong_side: float, sentence_false_alarm: float
) -> StanceDetector:
    """The factory of the pipe."""
    return StanceDetector(costs=Costs(false_alarm, wrong_side), sentence_costs=Costs(sentence_false_alarm, wrong_side))
