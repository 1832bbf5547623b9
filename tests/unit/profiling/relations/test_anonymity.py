"""Groups of people are counted as a dictionary counts them, duplicates, gaps and large tables included."""

import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from datainsight.models.issue import Goal
from datainsight.models.profile import Anonymity
from datainsight.profiling.relations import anonymity
from datainsight.profiling.relations.anonymity import GroupCount
from datainsight.reading.source import LocalFile
from datainsight.services.profile_source import analyse, measure_reading
from datainsight.services.reading import open_reading

Row = tuple[str, str, str, str]


def people(count: int) -> list[Row]:
    draw = random.Random(count)  # noqa: S311  nothing secret
    rows = [
        (
            f"person{number}@example.com",
            draw.choice(["", "Male", "Female"]),
            str(draw.randint(18, 90)),
            draw.choice(["Lyon", "Dresden", "Leeds", "Oslo", "Paris", "N/A"]),
        )
        for number in range(count)
    ]
    return rows + rows[:20]


def measured(rows: list[Row], folder: Path) -> Anonymity | None:
    path = folder / "people.csv"
    path.write_text("\n".join(["email,gender,age,city", *(",".join(row) for row in rows)]) + "\n", "utf-8")
    return analyse(LocalFile(path), Goal.PRIVACY).anonymity


@pytest.mark.parametrize("count", [60, 3_000, 12_000, 110_000])
def test_groups_are_those_of_all_rows(count: int, tmp_path: Path) -> None:
    rows = people(count)
    sizes = Counter(row[1:] for row in rows).values()
    assert measured(rows, tmp_path) == Anonymity(
        columns=("gender", "age", "city"),
        smallest_group=min(sizes),
        group_count=len(sizes),
        unique_row_count=sum(size == 1 for size in sizes),
        small_group_row_count=sum(size for size in sizes if size < 5),
    )


def test_a_long_table_is_read_again_for_privacy_alone(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    rows = "\n".join(",".join(row) for row in people(110_000))
    path.write_text(f"email,gender,age,city\n{rows}\n", "utf-8")
    assert measure_reading(open_reading(LocalFile(path))).anonymity is None


def test_one_column_alone_is_no_group(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("gender,score\n" + "Male,1\nFemale,2\n" * 10, "utf-8")
    assert measure_reading(open_reading(LocalFile(path))).anonymity is None


def test_of_too_many_groups_a_sample_is_counted_on_all_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anonymity, "_MOST_GROUPS", 2_000)
    draw = np.random.default_rng(7)
    groups = draw.integers(1, 2**64, 20_000, dtype=np.uint64)
    rows = np.concatenate((groups, groups[:15_000], np.repeat(groups[:5_000], 4)))
    found = []
    for parts in (1, 7):
        draw.shuffle(rows)
        count = GroupCount()
        for part in np.array_split(rows, parts):
            count.add(part)
        found.append(count.anonymity(["age", "city"]))

    assert found[0] == found[1], "neither order nor cut of the table matters"
    assert found[0] is not None
    assert not found[0].is_exact
    assert found[0].smallest_group == 1
    assert found[0].group_count == pytest.approx(20_000, rel=0.1)
    assert found[0].unique_row_count == pytest.approx(5_000, rel=0.15)
    assert found[0].small_group_row_count == pytest.approx(25_000, rel=0.1)


def test_without_rows_nothing_is_known() -> None:
    assert GroupCount().anonymity(["age", "city"]) is None
