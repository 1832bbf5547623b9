"""Every suspicious cell of a table."""

from collections.abc import Iterator

from datainsight.checks.cells import Cell, suspicious_cells
from datainsight.models.document import ProfileDocument
from datainsight.services.reading import Reading


def list_cells(document: ProfileDocument, reading: Reading, *, all_cells: bool = False) -> Iterator[Cell]:
    """Reads the table again and yields its suspicious cells in the order of the rows.

    Args:
        document: What is known of the table.
        reading: The table.
        all_cells: Also those below the default threshold.
    """
    return suspicious_cells(document, reading.batches(), all_cells=all_cells)
