"""Texts as they stand once their blanks and invisible characters are gone."""

from datainsight.models.profile import ColumnProfile
from datainsight.repairs.blank_text import squish


def trimmed(text: str, column: ColumnProfile) -> str:
    """What a right text becomes by the repair of blanks, which comes before those that write it elsewhere.

    Args:
        text: Of the column.
        column: Where none of its texts holds such, the text is as it should be.
    """
    text_facts = column.text
    if text_facts is None or not (
        text_facts.padded_count or text_facts.doubled_count or text_facts.invisible_count
    ):
        return text
    return squish(text) or text
