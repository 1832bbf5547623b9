"""A converted table says of every line that was not as the header promises which one it is."""

from pathlib import Path

from datainsight.reading.source import LocalFile
from datainsight.services.convert_table import convert
from datainsight.services.reading import open_reading


def test_every_irregular_line_is_listed_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    rows = [f"{row},{row % 7},note" + (",more,cells" if row % 3 == 0 else "") for row in range(1, 1500)]
    path.write_text("\n".join(["id,day,note", *rows]) + "\n", encoding="utf-8")

    conversion = convert(open_reading(LocalFile(path)), tmp_path / "plain.csv")

    irregular = [line for line, row in enumerate(rows, start=2) if row.endswith("cells")]
    assert [each.line for each in conversion.line_problems] == irregular
    assert conversion.line_problem_count == len(irregular) == 499
    assert conversion.row_count == len(rows)
