"""An evaluation as tables in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from nusaner.evaluation import NerEvaluation, tables

_SLICE_ROWS = 8


def write_table(found: NerEvaluation, console: Console) -> None:
    """Print figures, slices and mistakes."""
    console.rule(Text(f"{found.system} on {found.data}"))
    console.print(Text(tables.head_line(found)))
    for note in found.notes:
        console.print(Text(f"Note: {note}", style="yellow"))
    if line := tables.speed_line(found):
        console.print(Text(line))
    for table in _tables(found):
        console.print()
        console.print(_drawn(table))
        if table.note:
            console.print(Text(table.note, style="dim"))


def _tables(found: NerEvaluation) -> list[tables.Table]:
    few = {table.title: table for table in tables.slice_tables(found, most=_SLICE_ROWS)}
    return [few.get(table.title, table) for table in tables.all_tables(found)]


def _drawn(table: tables.Table) -> Table:
    drawn = Table(title=table.title, title_justify="left", box=None, pad_edge=False)
    for number, name in enumerate(table.header):
        words = number == 0 or "examples" in name
        drawn.add_column(name, justify="left" if words else "right", overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(" ".join(cell.split())) for cell in row))
    return drawn
