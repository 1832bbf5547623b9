"""BigQuery: identifiers in back quotes, RE2 expressions, `* EXCEPT`, `QUALIFY`."""

from collections.abc import Sequence

from datainsight.codegen.quoting import braced_escape, escaped_name, escaped_text, spelled_pattern
from datainsight.codegen.sql_writer import ListedColumn, SqlDialectWriter, aliased, entry_cells, indented
from datainsight.repairs.base import Lines


class BigQueryWriter(SqlDialectWriter):
    """Writes for BigQuery. Not run by the tests, which parse it: a BigQuery needs an account."""

    note = "Every column of `dataset` is of type STRING. Rows of a BigQuery table have no order of their own."

    def name(self, column: str) -> str:
        """In back quotes."""
        return escaped_name(column)

    def text(self, value: str) -> str:
        """A literal in which a backslash escapes."""
        return escaped_text(value, escape=_escape)

    def pattern(self, pattern: str) -> str:
        """As RE2 spells it."""
        return self.text(spelled_pattern(pattern, end="$", escape=braced_escape))

    def replacement(self, pattern: str, template: str) -> str:
        """BigQuery always replaces every match."""
        return f"{self.pattern(pattern)}, {self.text(template)}"

    def matches(self, expression: str, pattern: str) -> str:
        """A function."""
        return f"regexp_contains({expression}, {self.pattern(pattern)})"

    def extract(self, expression: str, pattern: str) -> str:
        """A function."""
        return f"regexp_extract({expression}, {self.pattern(pattern)})"

    def is_date(self, expression: str) -> str:
        """A cast that gives null where it fails."""
        return f"safe_cast({expression} AS DATE) IS NOT NULL"

    def as_number(self, expression: str) -> str:
        """A cast that gives null where it fails."""
        return f"safe_cast({expression} AS FLOAT64)"

    def as_text(self, expression: str) -> str:
        """Under the name that BigQuery has for texts."""
        return f"CAST({expression} AS STRING)"

    def part(self, expression: str, separator: str, number: int) -> str:
        """An element of a list, null where there is none."""
        return f"coalesce(split({expression}, {self.text(separator)})[safe_ordinal({number})], '')"

    def composed(self, expression: str) -> str:
        """A function."""
        return f"normalize({expression}, NFC)"

    def sha256(self, expression: str) -> str:
        """Of the bytes, written in hexadecimal digits."""
        return f"to_hex(sha256({expression}))"

    def day_of(self, expression: str) -> str:
        """Days added to a date."""
        days = f"safe_cast({expression} AS INT64)"
        return f"format_date('%Y-%m-%d', date_add(DATE '1899-12-30', INTERVAL {days} DAY))"

    def second_of(self, expression: str) -> str:
        """A timestamp in UTC."""
        moment = f"timestamp_seconds(safe_cast({expression} AS INT64))"
        return f"format_timestamp('%Y-%m-%dT%H:%M:%S', {moment})"

    def seconds_of(self, expression: str) -> str:
        """A whole number."""
        return f"unix_seconds(safe_cast({expression} AS TIMESTAMP))"

    def by_code_point(self, expression: str) -> str:
        """As BigQuery orders texts."""
        return expression

    def select_cells(
        self,
        source: str,
        columns: Sequence[str],  # noqa: ARG002  a star stands for them
        cells: dict[str, Lines],
        helpers: Sequence[str],
    ) -> Lines:
        """`* EXCEPT (…) REPLACE (…)`."""
        excluded = f" EXCEPT ({', '.join(helpers)})" if helpers else ""
        return (f"SELECT *{excluded} REPLACE (", *indented(aliased(cells)), ")", f"FROM {source}")

    def select_columns(self, source: str, columns: Sequence[str], dropped: str) -> Lines:  # noqa: ARG002
        """`* EXCEPT`."""
        return (f"SELECT * EXCEPT ({self.name(dropped)})", f"FROM {source}")

    def select_first(
        self,
        source: str,
        columns: Sequence[str],  # noqa: ARG002  a star stands for them
        key: Sequence[str],
        position: str,
        *,
        keeps_null: bool,
    ) -> Lines:
        """`QUALIFY`, which BigQuery takes only after a condition."""
        null = f"{key[0]} IS NULL OR " if keeps_null else ""
        window = f"PARTITION BY {', '.join(key)} ORDER BY {position}"
        rank = f"QUALIFY {null}row_number() OVER ({window}) = 1"
        return ("SELECT *", f"FROM {source}", "WHERE TRUE", rank)

    def select_entries(self, source: str, columns: Sequence[str], listed: ListedColumn) -> Lines:
        """`UNNEST` with the number of each entry; no entry is joined as null."""
        entry, number = self.helper("entry"), self.helper("entry_number")
        return (
            "SELECT",
            *entry_cells(columns, listed, entry, number),
            f"FROM {source}",
            f"LEFT JOIN UNNEST(split({listed.entries}, {self.text(listed.separator)})) AS {entry}",
            f"    WITH OFFSET AS {number}",
        )

    def select_ordered(self, source: str, columns: Sequence[str], position: str) -> Lines:  # noqa: ARG002
        """`* EXCEPT`."""
        return (f"SELECT * EXCEPT ({position})", f"FROM {source}", f"ORDER BY {position}")


def _escape(code: int) -> str:
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
