"""The pipe `nusaner_stance`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from nusaner import doc as extensions
from nusaner.errors import ModelError
from nusaner.stance.decide import Costs, decide, decide_all
from nusaner.stance.evidence import find_evidence
from nusaner.stance.reasons import why_unread
from nusaner.stance.roles import Viewpoint
from nusaner.stance.view import Page, Reading, read
from nusaner.storage import read_checked, write_sums
from nusaner.types import MAIN_TARGETS, SIDE_TARGETS, STANCES, TARGETS, Stance

if TYPE_CHECKING:
    import numpy as np

    from nusaner.stance.model import Judgement, StanceModel

extensions.register()


@dataclass(frozen=True, slots=True)
class _Task:
    """A document to be judged: its reading, why a target is not judged ("" if it is), and each target's viewpoint."""

    reading: Reading
    reasons: Mapping[str, str]
    views: Sequence[Viewpoint]

    @property
    def names(self) -> list[str]:
        return [name for name, reason in self.reasons.items() if not reason]

    @property
    def judged(self) -> list[Viewpoint]:
        return [view for view, reason in zip(self.views, self.reasons.values(), strict=True) if not reason]


_FILE = "stance.skops"
#: Probabilities are rounded to so many digits.
_DECIMALS = 6
#: A third party is judged only where the text names it so often: one named in passing takes the colour of the rest.
_ACTS = 2
#: So many tokens are judged at once: arrays of this size are quickest.
_TOKENS = 8_000


class StanceDetector:
    """Writes `doc._.stance`, a `Stance` for each target, and `sent._.stance` likewise.

    Azerbaijan and Armenia are always judged, Turkey and Russia where the text names them at least
    twice. The model is read with the first text, and without scikit-learn, whose import takes seconds.

    Args:
        costs: What errors cost; seeing partisanship where there is none is the worst.
        sentence_costs: The same for sentences.
    """

    def __init__(self, *, costs: Costs | None = None, sentence_costs: Costs | None = None) -> None:
        self.costs = costs or Costs()
        self.sentence_costs = sentence_costs or Costs(false_alarm=0.45)
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
        self._judge([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Judge a stream of documents, many at once.

        Args:
            stream: Documents.
            batch_size: Documents at most that are held at once; fewer if they are long.
        """
        for docs in _batches(stream, batch_size):
            self._judge(docs)
            yield from docs

    def _judge(self, docs: Sequence[Doc]) -> None:
        model = self.trained_model()
        pages = [Page(doc, model.words) for doc in docs]
        tasks = [self._task(page.main()) for page in pages]
        quotes = [page.quotes() for page in pages]
        readings = [(task.reading, task.judged) for task in tasks if task.judged]
        spoken = [(reading, task.views) for reading, task in zip(quotes, tasks, strict=True) if _names_a_side(reading)]
        found = model.judge_all(*_columns(readings + spoken)) if readings or spoken else []
        judged, of_quotes = iter(found[: len(readings)]), iter(found[len(readings) :])
        judgements = [dict(zip(task.names, next(judged), strict=True)) if task.judged else {} for task in tasks]
        stances = self._stances(docs, tasks, judgements)
        for doc, task, reading, own, stance in zip(docs, tasks, quotes, judgements, stances, strict=True):
            doc._.stance = stance
            self._write_sentences(doc, task.reading, own)
            if _names_a_side(reading):
                self._write_quotes(doc, reading, dict(zip(task.reasons, next(of_quotes), strict=True)))

    def _task(self, reading: Reading) -> _Task:
        counts = reading.count_sides()
        targets = [*MAIN_TARGETS, *(target for target in SIDE_TARGETS if counts[target] >= _ACTS)]
        reasons = {target: why_unread(reading, target, counts[target]) for target in targets}
        return _Task(reading, reasons, [Viewpoint(target) for target in targets])

    def _write_quotes(self, doc: Doc, reading: Reading, judgements: Mapping[str, Judgement]) -> None:
        """Put into each quotation what its words hold toward the targets, if they name any."""
        quotes = []
        for k, (quote, sentence) in enumerate(zip(doc._.quotes, reading.sentences, strict=True)):
            labels = {
                target: decide(_named(judgement.sentences[k]), self.sentence_costs)
                for target, judgement in judgements.items()
                if any(unit.side for unit in sentence.units)
            }
            quotes.append(replace(quote, stance={name: label for name, label in labels.items() if label != "NONE"}))
        doc._.quotes = quotes

    def toward(self, doc: Doc, record: str) -> Stance:
        """The stance toward any record of the knowledge base; the document is not changed.

        Args:
            doc: A document with sentences, entities and links.
            record: Identifier of the record.
        """
        model = self.trained_model()
        reading = read(doc, model.words)
        view = Viewpoint(record=record)
        task = _Task(reading, {record: why_unread(reading, record, reading.count_record(record))}, [view])
        judgements = {record: model.judge(reading, [view])[0]} if task.judged else {}
        return self._stances([doc], [task], [judgements])[0][record]

    def _stances(
        self, docs: Sequence[Doc], tasks: Sequence[_Task], found: Sequence[Mapping[str, Judgement]]
    ) -> list[dict[str, Stance]]:
        """The stances of documents by their judgements; those toward some target have evidence."""
        stances = [
            {name: self._stance(task, name, judgements.get(name)) for name in task.reasons}
            for task, judgements in zip(tasks, found, strict=True)
        ]
        sided = [(k, stance) for k, own in enumerate(stances) for stance in own.values() if stance.label != "NONE"]
        moved = self.trained_model().weigh_units([(found[k][stance.target], stance.label) for k, stance in sided])
        for (k, stance), weights in zip(sided, moved, strict=True):
            evidence = find_evidence(docs[k], tasks[k].reading, weights)
            stances[k][stance.target] = replace(stance, evidence=evidence)
        return stances

    def _stance(self, task: _Task, name: str, judgement: Judgement | None) -> Stance:
        if judgement is None:
            return Stance(name, "NONE", {"FAVOR": 0.0, "AGAINST": 0.0, "NONE": 1.0}, (), task.reasons[name])
        probabilities = _named(judgement.text)
        label = decide(probabilities, self.costs)
        if name not in TARGETS:  # in training nobody else's stance was ever told
            return Stance(name, label, probabilities)
        doubt = self.trained_model().doubt.interval(label, probabilities[label])
        return Stance(name, label, probabilities, doubt=doubt)

    def _write_sentences(self, doc: Doc, reading: Reading, found: Mapping[str, Judgement]) -> None:
        rounded = {target: judgement.sentences.round(_DECIMALS) for target, judgement in found.items()}
        if rounded:
            labels = {target: decide_all(rows, self.sentence_costs) for target, rows in rounded.items()}
            ranges = [(sentence.start, sentence.end) for sentence in reading.sentences]
            plain = {target: rows.tolist() for target, rows in rounded.items()}
            extensions.set_sentence_stances(doc, ranges, labels, plain)

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


def _batches(stream: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """Documents in their order, at most `size` and not many more than `_TOKENS` tokens at once."""
    batch: list[Doc] = []
    tokens = 0
    for doc in stream:
        batch.append(doc)
        tokens += len(doc)
        if len(batch) >= size or tokens >= _TOKENS:
            yield batch
            batch, tokens = [], 0
    if batch:
        yield batch


def _names_a_side(reading: Reading) -> bool:
    return any(unit.side for sentence in reading.sentences for unit in sentence.units)


def _columns(rows: Sequence[tuple[Reading, Sequence[Viewpoint]]]) -> tuple[list[Reading], list[Sequence[Viewpoint]]]:
    return [row[0] for row in rows], [row[1] for row in rows]


def _named(row: np.ndarray) -> dict[str, float]:
    # rounded: behind that, a sum depends on where in its batch a text stands
    return dict(zip(STANCES, row.round(_DECIMALS).tolist(), strict=True))


def _rebuild(costs: Costs, sentence_costs: Costs, data: bytes) -> StanceDetector:
    return StanceDetector(costs=costs, sentence_costs=sentence_costs).from_bytes(data)


@Language.factory(
    "nusaner_stance",
    default_config={"false_alarm": 1.5, "wrong_side": 2.0, "sentence_false_alarm": 0.45},
    requires=["token.is_sent_start", "token.lemma", "doc.ents", "span._.link"],
    assigns=["doc._.stance", "span._.stance"],
)
def create_stance(
    nlp: Language, name: str, false_alarm: float, wrong_side: float, sentence_false_alarm: float
) -> StanceDetector:
    """The factory of the pipe."""
    return StanceDetector(costs=Costs(false_alarm, wrong_side), sentence_costs=Costs(sentence_false_alarm, wrong_side))
