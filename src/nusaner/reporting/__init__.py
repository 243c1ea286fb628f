"""What a pipeline found in a document, as data, JSON, Markdown or an HTML page.

The package is not called `report`, as the design has it: `nusaner.report` is the function, and
importing a module of that name would put itself in its place.
"""

from nusaner.reporting.report import Entity, Report, Row, report

__all__ = ["Entity", "Report", "Row", "report"]
