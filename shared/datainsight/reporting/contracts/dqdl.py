"""Rules of AWS Glue Data Quality, in its language DQDL."""

from collections.abc import Iterator

from datainsight.reporting.contracts.promises import ColumnPromise, Promises


def dqdl(promises: Promises) -> str:
    """The rules. DQDL has no escape for quotes, so what would need one is left out.

    Rules about values count a missing one as broken, so they are written for columns without any.
    """
    rules = ["RowCount > 0", f"ColumnCount = {len(promises.columns)}"]
    for column in promises.columns:
        if _can_be_said(column.name):
            rules.extend(_rules(column))
    if len(promises.key) > 1 and all(map(_can_be_said, promises.key)):
        rules.append(f"IsPrimaryKey {' '.join(_quoted(name) for name in promises.key)}")
    return "Rules = [\n    " + ",\n    ".join(rules) + "\n]\n"


def _rules(column: ColumnPromise) -> Iterator[str]:
    name = _quoted(column.name)
    yield f"ColumnExists {name}"
    if not column.is_required:
        return
    yield f"IsComplete {name}"
    if column.is_unique:
        yield f"IsUnique {name}"
    if column.minimum is not None and column.maximum is not None:
        yield f"ColumnValues {name} >= {column.minimum!r}"
        yield f"ColumnValues {name} <= {column.maximum!r}"
    if column.allowed_values and all(map(_can_be_said, column.allowed_values)):
        yield f"ColumnValues {name} in [{', '.join(map(_quoted, column.allowed_values))}]"
    elif column.maximum_length is not None:
        yield f"ColumnLength {name} <= {column.maximum_length}"


def _can_be_said(text: str) -> bool:
    return not any(character in '"\\' or not character.isprintable() for character in text)


def _quoted(text: str) -> str:
    return f'"{text}"'
