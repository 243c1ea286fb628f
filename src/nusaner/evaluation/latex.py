"""The figures as a LaTeX table, for a paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from nusaner.evaluation.tables import FIGURES, cells, head_line, p_value

if TYPE_CHECKING:
    from nusaner.evaluation.result import NerEvaluation

_LATEX = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "–": "--", "…": r"\,\dots\,", "<": "$<$",
}  # fmt: skip


def latex(found: NerEvaluation) -> str:
    """Figures by label and averages as a LaTeX table; needs the package booktabs."""
    strict = found.averages["strict"]
    blocks = [[cells(label, f) for label, f in found.per_label["strict"].items()]]
    blocks.append([cells(name, f) for name, f in strict.items()])
    lines = [
        r"\begin{table}",
        r"\centering",
        r"\begin{tabular}{lrrrrrr}",
        r"\toprule",
        _latex_row(("", *FIGURES)),
    ]
    for block in blocks:
        lines += [r"\midrule", *(_latex_row(row) for row in block)]
    lines += [r"\bottomrule", r"\end{tabular}"]
    settings = found.settings
    doubt = (
        f" 95 % intervals of F1 by {settings['bootstrap']} bootstrap draws of documents."
        if settings["bootstrap"]
        else ""
    )
    against = _latex_against(found)
    caption = f"{found.system} on {found.data}: {head_line(found)}. Strict matching, in percent.{doubt}"
    lines += [rf"\caption{{{_latex(caption)}{against}}}", r"\end{table}"]
    return "\n".join(lines) + "\n"


def _latex_against(found: NerEvaluation) -> str:
    if found.comparison is None or "strict micro" not in found.comparison.differences:
        return ""
    d = found.comparison.differences["strict micro"]
    return _latex(
        f" Micro F1 is {100 * d.difference:+.1f} points from {found.comparison.system} "
        f"(p = {p_value(d.p_randomisation)}, approximate randomisation)."
    )


def _latex_row(row: Iterable[str]) -> str:
    return " & ".join(_latex(cell) for cell in row) + r" \\"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(c, c) for c in text)
