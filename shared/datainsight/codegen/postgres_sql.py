"""PostgreSQL 16 and later: columns listed by name, ranks in a subquery."""

from collections.abc import Sequence

from datainsight.codegen.quoting import spelled_pattern
from datainsight.codegen.sql_writer import ListedColumn, SqlDialectWriter, aliased, entry_cells, indented
from datainsight.repairs.base import Lines


class PostgresWriter(SqlDialectWriter):
    """Writes for PostgreSQL 16, the first that can try a cast."""

    note = "Needs PostgreSQL 16 or later, a database in UTF-8, and every column of `dataset` of type text."
    # Otherwise the planner puts each step's expressions into those of the next, and they grow without end.
    kept = "MATERIALIZED "

    def pattern(self, pattern: str) -> str:
        """As an advanced regular expression."""
        return self.text(spelled_pattern(pattern, end="$", escape=lambda code: f"\\u{code:04X}"))

    def matches(self, expression: str, pattern: str) -> str:
        """An operator."""
        return f"{expression} ~ {self.pattern(pattern)}"

    def extract(self, expression: str, pattern: str) -> str:
        """A function."""
        return f"substring({expression}, {self.pattern(pattern)})"

    def is_date(self, expression: str) -> str:
        """A trial of the cast."""
        return f"pg_input_is_valid({expression}, 'date')"

    def as_number(self, expression: str) -> str:
        """A cast."""
        return f"CAST({expression} AS double precision)"

    def lower(self, expression: str) -> str:
        """Whatever the locale: Turkish has other small letters."""
        return f'lower({expression} COLLATE "C")'

    def composed(self, expression: str) -> str:
        """A function of standard SQL."""
        return f"normalize({expression}, NFC)"

    def sha256(self, expression: str) -> str:
        """Of the bytes, written in hexadecimal digits."""
        return f"encode(sha256(convert_to({expression}, 'UTF8')), 'hex')"

    def day_of(self, expression: str) -> str:
        """Days added to a date."""
        return f"to_char(DATE '1899-12-30' + CAST({expression} AS integer), 'YYYY-MM-DD')"

    def second_of(self, expression: str) -> str:
        """A timestamp in UTC, whatever the session's time zone."""
        moment = f"to_timestamp(CAST({expression} AS double precision)) AT TIME ZONE 'UTC'"
        return f"""to_char({moment}, 'YYYY-MM-DD"T"HH24:MI:SS')"""

    def seconds_of(self, expression: str) -> str:
        """Without a time zone."""
        return f"CAST(extract(epoch FROM CAST({expression} AS timestamp)) AS double precision)"

    def by_code_point(self, expression: str) -> str:
        """Whatever the locale."""
        return f'{expression} COLLATE "C"'

    def select_cells(
        self, source: str, columns: Sequence[str], cells: dict[str, Lines], helpers: Sequence[str]
    ) -> Lines:
        """All columns by name; helpers go by not being named."""
        del helpers
        plain = {name: (name,) for name in columns}
        lines = aliased({name: cells.get(name, expression) for name, expression in plain.items()})
        return ("SELECT", *indented(lines), f"FROM {source}")

    def select_columns(self, source: str, columns: Sequence[str], dropped: str) -> Lines:
        """All other columns by name."""
        return _listed(source, [name for name in columns if name != self.name(dropped)])

    def select_first(
        self, source: str, columns: Sequence[str], key: Sequence[str], position: str, *, keeps_null: bool
    ) -> Lines:
        """A rank in a subquery."""
        rank = self.helper("rank")
        null = f"{key[0]} IS NULL OR " if keeps_null else ""
        window = f"PARTITION BY {', '.join(key)} ORDER BY {position}"
        inner = ("SELECT *,", f"    row_number() OVER ({window}) AS {rank}", f"FROM {source}")
        return (
            *_listed("(", columns),
            *indented(inner),
            ") AS ranked",
            f"WHERE {null}{rank} = 1",
        )

    def select_entries(self, source: str, columns: Sequence[str], listed: ListedColumn) -> Lines:
        """`unnest` with the number of each entry; no entry is joined as null."""
        entry, number = self.helper("entry"), self.helper("entry_number")
        split = f"string_to_array({listed.entries}, {self.text(listed.separator)})"
        return (
            "SELECT",
            *entry_cells(columns, listed, entry, number),
            f"FROM {source}",
            f"LEFT JOIN LATERAL unnest({split})",
            f"    WITH ORDINALITY AS exploded ({entry}, {number}) ON TRUE",
        )

    def select_ordered(self, source: str, columns: Sequence[str], position: str) -> Lines:
        """All columns by name."""
        return (*_listed(source, [name for name in columns if name != position]), f"ORDER BY {position}")


def _listed(source: str, columns: Sequence[str]) -> Lines:
    """A selection of columns as they are."""
    *most, last = columns
    return ("SELECT", *indented([*(f"{name}," for name in most), last]), f"FROM {source}")
