"""Whether scripts find the columns by the names that stand in the file."""

from datainsight.models.document import ProfileDocument

REPLACED = "names in the header were replaced"
"""In what reading assumed, see `reading.describe`."""


def names_to_give(document: ProfileDocument) -> tuple[str, ...]:
    """The names of all columns where a file's own header does not have them, or is read differently.

    Names that are empty, stand twice or hold a line break are replaced while a table is read, and each
    library does so in its own way; polars leaves quotes in names doubled. Else none: a script finds its
    columns.
    """
    names = tuple(column.name for column in document.columns)
    assumed = document.dataset.dialect.assumptions if document.dataset.dialect is not None else ()
    if any(REPLACED in each for each in assumed) or any('"' in name for name in names):
        return names
    return ()
