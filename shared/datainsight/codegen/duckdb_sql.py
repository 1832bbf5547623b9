"""DuckDB: RE2 expressions, calls in a chain, `* REPLACE`, `QUALIFY`."""

from collections.abc import Sequence

from datainsight.codegen.quoting import braced_escape, spelled_pattern
from datainsight.codegen.sql_writer import ListedColumn, SqlDialectWriter, aliased, entry_cells, indented
from datainsight.repairs.base import Lines


class DuckDbWriter(SqlDialectWriter):
    """Writes for DuckDB 1.3 and later."""

    note = "Needs DuckDB 1.3 or later."

    def pattern(self, pattern: str) -> str:
        """As RE2 spells it."""
        return self.text(spelled_pattern(pattern, end="$", escape=braced_escape))

    def replace_each(self, expression: str, replacements: Sequence[tuple[str, str]]) -> Lines:
        """A chain of calls."""
        if not replacements:
            return (expression,)
        calls = (
            f"    .regexp_replace({self.replacement(pattern, template)})"
            for pattern, template in replacements
        )
        return (f"({expression})", *calls)

    def matches(self, expression: str, pattern: str) -> str:
        """A function."""
        return f"regexp_matches({expression}, {self.pattern(pattern)})"

    def extract(self, expression: str, pattern: str) -> str:
        """A function."""
        return f"regexp_extract({expression}, {self.pattern(pattern)})"

    def is_date(self, expression: str) -> str:
        """A cast that gives null where it fails."""
        return f"try_cast({expression} AS DATE) IS NOT NULL"

    def as_number(self, expression: str) -> str:
        """A cast that gives null where it fails."""
        return f"try_cast({expression} AS DOUBLE)"

    def composed(self, expression: str) -> str:
        """A function."""
        return f"nfc_normalize({expression})"

    def sha256(self, expression: str) -> str:
        """A function."""
        return f"sha256({expression})"

    def day_of(self, expression: str) -> str:
        """Days added to a date."""
        return f"strftime(DATE '1899-12-30' + try_cast({expression} AS INTEGER), '%Y-%m-%d')"

    def second_of(self, expression: str) -> str:
        """A timestamp without time zone."""
        moment = f"make_timestamp(try_cast({expression} AS BIGINT) * 1000000)"
        return f"strftime({moment}, '%Y-%m-%dT%H:%M:%S')"

    def seconds_of(self, expression: str) -> str:
        """A function."""
        return f"epoch(try_cast({expression} AS TIMESTAMP))"

    def by_code_point(self, expression: str) -> str:
        """As DuckDB orders texts."""
        return expression

    def select_cells(
        self,
        source: str,
        columns: Sequence[str],  # noqa: ARG002  a star stands for them
        cells: dict[str, Lines],
        helpers: Sequence[str],
    ) -> Lines:
        """`* EXCLUDE (…) REPLACE (…)`."""
        excluded = f" EXCLUDE ({', '.join(helpers)})" if helpers else ""
        return (f"SELECT *{excluded} REPLACE (", *indented(aliased(cells)), ")", f"FROM {source}")

    def select_columns(self, source: str, columns: Sequence[str], dropped: str) -> Lines:  # noqa: ARG002
        """By a condition on names, so that a table which has no such column stays as it is."""
        return (f"SELECT COLUMNS(lambda name: name <> {self.text(dropped)})", f"FROM {source}")

    def select_entries(self, source: str, columns: Sequence[str], listed: ListedColumn) -> Lines:
        """`unnest` twice, of the entries and of their numbers; it gives no row for a null."""
        entry, number = self.helper("entry"), self.helper("entry_number")
        split = f"string_split({listed.entries}, {self.text(listed.separator)})"
        cells = entry_cells(columns, listed, entry, number)
        return (
            "SELECT",
            *cells,
            "FROM (",
            "    SELECT",
            "        *,",
            f"        unnest(coalesce({split}, [NULL])) AS {entry},",
            f"        generate_subscripts(coalesce({split}, [NULL]), 1) AS {number}",
            f"    FROM {source}",
            ") AS exploded",
        )

    def select_ordered(self, source: str, columns: Sequence[str], position: str) -> Lines:  # noqa: ARG002
        """`* EXCLUDE`."""
        return (f"SELECT * EXCLUDE ({position})", f"FROM {source}", f"ORDER BY {position}")
