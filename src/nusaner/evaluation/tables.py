"""The tables of an evaluation: built once, written as Markdown, a terminal table or HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nusaner.evaluation.metrics import Figure

if TYPE_CHECKING:
    from nusaner.evaluation.result import NerEvaluation

NONE = "–"
_MOST_ROWS = 15
_MODE_NAMES = {
    "strict": "both ends and label",
    "exact": "both ends",
    "partial": "overlap, half credit",
    "type": "overlap and label",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text; the first column is left-aligned, the others are numbers.

    Attributes:
        title: What it shows.
        header, rows: Cells.
        note: A sentence below it, "" for none.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def percent(value: float | None) -> str:
    """A share in percent with one place, or a dash."""
    return NONE if value is None else f"{100 * value:.1f}"


def interval(figure: Figure) -> str:
    """The interval in percent, or a dash."""
    if figure.low is None or figure.high is None or figure.low != figure.low:
        return NONE
    return f"{percent(figure.low)}–{percent(figure.high)}"


def p_value(p: float) -> str:
    """A p-value with three places.

    Example:
        >>> p_value(0.0001), p_value(0.04)
        ('<0.001', '0.040')
    """
    return "<0.001" if p < 0.001 else f"{p:.3f}"


FIGURES = ("P", "R", "F1", "95 %", "gold", "found")


def cells(name: str, figure: Figure) -> tuple[str, ...]:
    """A row of figures; a dash where nothing was there to be counted."""
    precision = percent(figure.precision) if figure.predicted else NONE
    recall = percent(figure.recall) if figure.gold else NONE
    counts = (f"{figure.gold:,}", f"{figure.predicted:,}")
    return (name, precision, recall, percent(figure.f1), interval(figure), *counts)


def overview(found: NerEvaluation) -> Table:
    """Micro, macro and weighted figures of strict matching, and micro of the other modes."""
    rows = [cells(f"strict, {name}", figure) for name, figure in found.averages["strict"].items()]
    rows += [cells(f"{m}, micro", figures["micro"]) for m, figures in found.averages.items() if m != "strict"]
    modes = "; ".join(f"{mode}: {told}" for mode, told in _MODE_NAMES.items())
    return Table("Figures", ("matching", *FIGURES), tuple(rows), f"In percent; 95 % interval of F1. {modes}.")


def per_label(found: NerEvaluation) -> Table:
    """Strict figures by label, and F1 of the other modes."""
    modes = [mode for mode in found.per_label if mode != "strict"]
    rows = [
        (*cells(label, figure), *(percent(found.per_label[mode][label].f1) for mode in modes))
        for label, figure in found.per_label["strict"].items()
    ]
    return Table("Labels", ("label", *FIGURES, *(f"F1 {mode}" for mode in modes)), tuple(rows))


def slice_tables(found: NerEvaluation, *, most: int = _MOST_ROWS) -> Iterator[Table]:
    """A table for each slice."""
    for part in found.slices:
        shown = part.rows[:most]
        more = f"The first {most} of {len(part.rows)}." if len(part.rows) > most else ""
        if part.recall_only:
            recalls = tuple((key, percent(f.recall), interval(f), f"{f.gold:,}") for key, f in shown)
            yield Table(f"By {part.name}", (part.name, "R", "95 %", "gold"), recalls, more)
        else:
            rows = tuple(cells(key, figure) for key, figure in shown)
            yield Table(f"By {part.name}", (part.name, *FIGURES), rows, more)


def confusion(found: NerEvaluation) -> Table | None:
    """Gold labels down, predicted labels across; None where both are empty."""
    labels = sorted({label for pair in found.confusion for label in pair} - {"O"})
    if not labels:
        return None
    columns = [*labels, "O"]
    rows = [
        (gold, *(str(found.confusion.get((gold, other), 0) or "·") for other in columns))
        for gold in columns
        if any(found.confusion.get((gold, other)) for other in columns)
    ]
    note = "Gold down, predicted across; O is no entity. Spans are paired where they overlap."
    return Table("Confusion", ("gold", *columns), tuple(rows), note)


def mistake_table(found: NerEvaluation, *, examples: int = 3) -> Table:
    """Kinds of mistakes with examples."""
    rows = []
    for kind, number in found.mistake_counts.items():
        shown = [m for m in found.mistakes if m.kind == kind][:examples]
        rows.append((kind, str(number), "; ".join(_told(m.gold_text, m.predicted_text, m.labels) for m in shown)))
    return Table("Mistakes, with examples", ("kind", "n", "examples (gold → predicted)"), tuple(rows))


def _told(gold: str, predicted: str, labels: tuple[str, str]) -> str:
    left = f"{' '.join(gold.split())} {labels[0]}" if gold else "O"
    right = f"{' '.join(predicted.split())} {labels[1]}" if predicted else "O"
    return f"{left} → {right}" if gold != predicted else f"{left} → {labels[1]}"


def comparison(found: NerEvaluation) -> Table | None:
    """The difference to the other system with its interval and p-values."""
    if found.comparison is None:
        return None
    other = found.comparison
    rows = []
    for name, difference in other.differences.items():
        first = _f1(found.averages, found.per_label["strict"], name)
        second = _f1(other.averages, other.per_label, name)
        rows.append(
            (
                name,
                percent(first),
                percent(second),
                f"{100 * difference.difference:+.1f}",
                f"{100 * difference.low:+.1f}…{100 * difference.high:+.1f}",
                p_value(difference.p_bootstrap),
                p_value(difference.p_randomisation),
            )
        )
    header = ("F1", "this", "other", "difference", "95 %", "p (bootstrap)", "p (randomisation)")
    note = (
        f"Other: {other.system}. Gold spans that only this system has right: {other.only_first:,}; "
        f"only the other: {other.only_second:,}. "
        "Many rows are many tests: correct the p-values if you choose among them."
    )
    return Table(f"Against {other.system}", header, tuple(rows), note)


def _f1(averages: Mapping[str, Mapping[str, Figure]], labels: Mapping[str, Figure], name: str) -> float | None:
    """The F1 that a difference is of, such as "partial micro" or "strict GPE"; None for a label that is not there."""
    mode, key = name.split(" ", 1)
    figure = averages[mode].get(key) or labels.get(key)
    return None if figure is None else figure.f1


def calibration(found: NerEvaluation) -> Table | None:
    """The reliability table; None where there are no scores."""
    if found.calibration is None:
        return None
    rows = tuple(
        (f"{b.low:.1f}–{b.high:.1f}", f"{b.count:,}", percent(b.score), percent(b.right))
        for b in found.calibration.table
        if b.count
    )
    c = found.calibration
    note = (
        f"Expected calibration error {100 * c.ece_width:.1f} (equal width), {100 * c.ece_mass:.1f} (equal mass); "
        f"Brier {c.brier:.3f}; mean score {percent(c.mean_score)}, right {percent(c.right)}."
    )
    return Table("Calibration", ("score", "n", "mean score", "right"), rows, note)


def leaks(found: NerEvaluation) -> Table | None:
    """What of the test data stood in training; None where training was not named."""
    if found.leaks is None:
        return None
    leak = found.leaks
    rows = (
        ("identical documents", f"{len(leak.identical_documents)} of {leak.documents:,}"),
        ("identical sentences (5 words or more)", f"{leak.identical_sentences:,} of {leak.sentences:,}"),
        ("documents with a shared 8-gram", f"{leak.documents_with_grams:,} of {leak.documents:,}"),
        ("shared 8-grams", f"{100 * leak.gram_share:.2f} %"),
        ("mentions seen in training", f"{percent(leak.seen_mentions)} %"),
        ("surfaces seen in training", f"{percent(leak.seen_surfaces)} %"),
    )
    most = ", ".join(f"{name} ({percent(share)} %)" for name, share in leak.most[:3])
    return Table("Leaks from training", ("what", "share"), rows, f"Most shared: {most}." if most else "")


def speed_line(found: NerEvaluation) -> str:
    """A sentence on speed, "" if it was not measured."""
    if found.speed is None:
        return ""
    told = f"{found.speed.words_per_second:,.0f} words/s"
    with_load = found.speed.words_per_second_with_load
    if with_load is None:
        return f"Speed: {told} ({found.speed.seconds:.1f} s, the whole pipeline)."
    return f"Speed: {told}; {with_load:,.0f} words/s with {found.speed.load_seconds:.1f} s of loading."


def head_line(found: NerEvaluation) -> str:
    """What was judged on what."""
    labels = found.settings["labels"]
    return (
        f"{found.documents:,} documents, {found.words:,} words, {found.gold:,} gold spans, "
        f"{found.predicted:,} predictions" + (f"; label map {labels}" if labels else "")
    )


def all_tables(found: NerEvaluation) -> Iterator[Table]:
    """Every table that the evaluation has, in the order of reading."""
    yield overview(found)
    yield per_label(found)
    for table in (comparison(found), *slice_tables(found), confusion(found)):
        if table is not None:
            yield table
    yield mistake_table(found)
    for table in (calibration(found), leaks(found)):
        if table is not None:
            yield table


def markdown(found: NerEvaluation) -> str:
    """All tables in Markdown."""
    parts = [f"# {_plain(found.system)} on {_plain(found.data)}", head_line(found)]
    parts += [f"- {note}" for note in found.notes]
    if line := speed_line(found):
        parts.append(line)
    for table in all_tables(found):
        align = ["---", *["---:" if len(table.header) > 2 else "---"] * (len(table.header) - 1)]
        lines = [table.header, align, *table.rows]
        parts.append(f"## {table.title}")
        parts.append("\n".join("| " + " | ".join(_plain(cell) for cell in line) + " |" for line in lines))
        if table.note:
            parts.append(table.note)
    return "\n\n".join(parts) + "\n"


def _plain(cell: str) -> str:
    return " ".join(cell.split()).replace("|", "\\|")
