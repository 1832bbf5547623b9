"""Texts as they stand once their blanks are trimmed."""

from datainsight.models.profile import ColumnProfile
from datainsight.repairs.blank_text import squish


def trimmed(text: str, column: ColumnProfile) -> str:
    """What a right text becomes by the repair of blanks, which comes before those that write it elsewhere.

    Args:
        text: Of the column.
        column: Where none of its texts holds blanks too many, the text is as it should be.
    """
    if column.text is None or not (column.text.padded_count or column.text.doubled_count):
        return text
    return squish(text) or text
