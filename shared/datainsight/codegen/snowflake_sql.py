"""Snowflake: backslashes in literals, no groups that do not capture, `QUALIFY`."""

from collections.abc import Sequence

from datainsight.codegen.quoting import escaped_text, spelled_pattern
from datainsight.codegen.regular_groups import capturing
from datainsight.codegen.sql_writer import ListedColumn, SqlDialectWriter, aliased, entry_cells, indented
from datainsight.repairs.base import Lines


class SnowflakeWriter(SqlDialectWriter):
    """Writes for Snowflake. Not run by the tests, which parse it: a Snowflake needs an account."""

    note = (
        "Every column of `dataset` is of type VARCHAR. Rows of a Snowflake table have no order of their own."
    )

    def text(self, value: str) -> str:
        """A literal in which a backslash escapes."""
        return escaped_text(value, escape=_escape)

    def pattern(self, pattern: str) -> str:
        """All groups capture; a character that cannot be seen stands in the literal."""
        spelled, _ = capturing(spelled_pattern(pattern, end="$", escape=chr))
        return self.text(spelled)

    def replacement(self, pattern: str, template: str) -> str:
        """Snowflake always replaces every match; groups are counted anew, as all of them capture."""
        _, renumbered = capturing(pattern, template)
        return f"{self.pattern(pattern)}, {self.text(renumbered)}"

    def matches(self, expression: str, pattern: str) -> str:
        """The place of a match: `regexp_like` wants the whole text."""
        return f"regexp_instr({expression}, {self.pattern(pattern)}) > 0"

    def extract(self, expression: str, pattern: str) -> str:
        """A function."""
        return f"regexp_substr({expression}, {self.pattern(pattern)})"

    def is_date(self, expression: str) -> str:
        """A cast that gives null where it fails."""
        return f"try_to_date({expression}, 'YYYY-MM-DD') IS NOT NULL"

    def as_number(self, expression: str) -> str:
        """A cast that gives null where it fails."""
        return f"try_to_double({expression})"

    def composed(self, expression: str) -> str:
        """There is no such function; the repair says so.

        Raises:
            NotImplementedError: Always.
        """
        raise NotImplementedError(expression)

    def sha256(self, expression: str) -> str:
        """A function."""
        return f"sha2({expression}, 256)"

    def day_of(self, expression: str) -> str:
        """Days added to a date."""
        return f"to_char(dateadd(day, try_to_number({expression}), DATE '1899-12-30'), 'YYYY-MM-DD')"

    def second_of(self, expression: str) -> str:
        """A timestamp without time zone."""
        return f"""to_char(to_timestamp_ntz(try_to_number({expression})), 'YYYY-MM-DD"T"HH24:MI:SS')"""

    def seconds_of(self, expression: str) -> str:
        """A whole number."""
        return f"date_part(epoch_second, try_to_timestamp_ntz({expression}))"

    def by_code_point(self, expression: str) -> str:
        """The default collation orders by UTF-8."""
        return expression

    def position(self) -> str:
        """Wants an order, which the table does not have."""
        return "row_number() OVER (ORDER BY NULL)"

    def select_cells(
        self, source: str, columns: Sequence[str], cells: dict[str, Lines], helpers: Sequence[str]
    ) -> Lines:
        """All columns by name; helpers go by not being named."""
        del helpers
        lines = aliased({name: cells.get(name, (name,)) for name in columns})
        return ("SELECT", *indented(lines), f"FROM {source}")

    def select_columns(self, source: str, columns: Sequence[str], dropped: str) -> Lines:
        """All other columns by name."""
        kept = [name for name in columns if name != self.name(dropped)]
        return ("SELECT", *indented([*(f"{name}," for name in kept[:-1]), kept[-1]]), f"FROM {source}")

    def select_entries(self, source: str, columns: Sequence[str], listed: ListedColumn) -> Lines:
        """`FLATTEN`; outer, so that a null gives a row."""
        split = f"split({listed.entries}, {self.text(listed.separator)})"
        return (
            "SELECT",
            *entry_cells(columns, listed, "CAST(exploded.value AS VARCHAR)", "exploded.index"),
            f"FROM {source},",
            f"    LATERAL flatten(input => {split}, outer => TRUE) AS exploded",
        )

    def select_ordered(self, source: str, columns: Sequence[str], position: str) -> Lines:  # noqa: ARG002
        """`* EXCLUDE`."""
        return (f"SELECT * EXCLUDE ({position})", f"FROM {source}", f"ORDER BY {position}")


def _escape(code: int) -> str:
    return f"\\u{code:04X}" if code < 0x10000 else chr(code)
