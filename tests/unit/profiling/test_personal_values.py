"""Values of columns with personal data are remembered, but not those that other columns hold openly."""

from pathlib import Path

from datainsight.reading.source import LocalFile
from datainsight.services.profile_source import measure_reading
from datainsight.services.reading import open_reading

FIRST = ("Ada", "Grace", "Alan", "Linus", "Barbara", "Donald", "Margaret", "Dennis")
LAST = ("Lovelace", "Hopper", "Turing", "Hamilton", "Liskov", "Knuth", "Ritchie", "Thompson")


def known(folder: Path, header: str, lines: list[str]) -> tuple[str, ...]:
    path = folder / "table.csv"
    path.write_text("\n".join([header, *lines]) + "\n", "utf-8")
    return measure_reading(open_reading(LocalFile(path))).personal_values


def test_names_and_their_words_but_no_places(tmp_path: Path) -> None:
    lines = [f"{FIRST[n % 8]} {LAST[n // 8]},{('Hamilton', 'Berlin')[n % 2]},{n}" for n in range(64)]
    found = known(tmp_path, "customer name,city,number", lines)
    assert {"Ada Lovelace", "Lovelace", "Grace", "Alan Hamilton"} <= set(found)
    assert not {"Hamilton", "Berlin", "Ada", "3"} & set(found)
    assert list(found) == sorted(found)


def test_a_table_without_people_has_none(tmp_path: Path) -> None:
    assert known(tmp_path, "colour,number", [f"{('red', 'blue')[n % 2]},{n}" for n in range(40)]) == ()
