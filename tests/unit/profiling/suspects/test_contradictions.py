"""Which cells several dependencies outvote, on tables that were broken on purpose."""

import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.models.profile import TableProfile
from tests.unit.checks.tables import profile

DEPOTS = {
    f"D{number:02}": (f"street {number}", f"manager {chr(65 + number)}", f"region {number % 5}")
    for number in range(20)
}


def deliveries(count: int, seed: int = 1) -> list[list[str]]:
    source = random.Random(seed)  # noqa: S311
    rows = []
    for number in range(count):
        depot = source.choice(sorted(DEPOTS))
        rows.append([str(number), depot, *DEPOTS[depot], source.choice(["van", "truck", "bike"])])
    return rows


def measured(rows: list[list[str]]) -> TableProfile:
    names = ["delivery", "depot", "street", "manager", "region", "vehicle"]
    return profile(pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row"))


def accused(found: TableProfile, least: float = 0.5) -> set[tuple[str, str, str]]:
    return {
        (each.dependent, value.value, value.usual)
        for each in found.contradictions
        for value in each.values
        if value.probability >= least
    }


def test_a_table_without_mistakes_has_no_contradictions() -> None:
    assert measured(deliveries(300)).contradictions == ()


def test_the_wrong_side_is_named() -> None:
    rows = deliveries(300)
    right = rows[7][3]
    rows[7][3] = "manager A" if right != "manager A" else "manager B"

    assert accused(measured(rows)) == {("manager", rows[7][3], right)}


def test_no_more_is_searched_than_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = deliveries(300)
    rows[7][3] = "manager A" if rows[7][3] != "manager A" else "manager B"
    monkeypatch.setattr("datainsight.profiling.suspects.rules._LARGEST_SEARCH", 300)

    assert measured(rows).contradictions == ()


def test_a_wrong_key_is_outvoted_by_what_it_decides() -> None:
    rows = deliveries(300)
    right = rows[7][1]
    wrong = next(depot for depot in sorted(DEPOTS) if not {*DEPOTS[depot]} & {*DEPOTS[right]})
    rows[7][1] = wrong

    assert accused(measured(rows)) == {("depot", wrong, right)}


def test_an_empty_cell_gets_what_the_others_say() -> None:
    rows = deliveries(300)
    right, rows[5][4] = rows[5][4], ""
    text = [[cell or None for cell in row] for row in rows]

    assert ("region", "", right) in accused(measured(text))  # type: ignore[arg-type]


def test_what_is_measured_decides_nothing() -> None:
    source = random.Random(5)  # noqa: S311
    kinds = {"small": 2.0, "large": 5.0}
    rows = [(kind, f"{source.gauss(kinds[kind], 0.4):.1f}") for kind in sorted(kinds) * 150]
    flowers = pl.DataFrame([*rows, ("large", "2.0")], schema=["kind", "length"], orient="row")

    assert profile(flowers).contradictions == ()


def test_levels_that_an_experiment_sets_decide_what_goes_with_them() -> None:
    source = random.Random(6)  # noqa: S311
    nozzles = {"0.31": "plain", "0.62": "round", "1.25": "square", "2.50": "slotted"}
    rows = [(size, nozzles[size], f"{source.gauss(90, 9):.3f}") for size in sorted(nozzles) * 40]
    rows[5] = (rows[5][0], "square" if rows[5][1] != "square" else "plain", rows[5][2])
    trials = pl.DataFrame(rows, schema=["size", "nozzle", "pressure"], orient="row")

    assert ("nozzle", rows[5][1], nozzles[rows[5][0]]) in accused(profile(trials))


def test_of_two_rows_neither_is_the_rule() -> None:
    rows = [row for depot in sorted(DEPOTS) for row in (["1", depot, *DEPOTS[depot], "van"],) * 2]
    rows[0] = [*rows[0][:3], "manager Z", *rows[0][4:]]

    assert not {text for _, text, _ in accused(measured(rows), 0.0)} & {"manager Z", rows[1][3]}


def test_independent_columns_contradict_nothing() -> None:
    source = random.Random(3)  # noqa: S311
    rows = [[str(number), *(source.choice("abcde") for _ in range(5))] for number in range(400)]

    assert measured(rows).contradictions == ()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([2, 3]))
def test_most_mistakes_are_found_and_few_others(seed: int, column: int) -> None:
    rows = deliveries(400, seed)
    source = random.Random(seed)  # noqa: S311
    values = sorted({row[column] for row in rows})
    broken = source.sample(range(400), 12)
    for place in broken:
        rows[place][column] = source.choice([value for value in values if value != rows[place][column]])

    found = measured(rows)

    named = [value for each in found.contradictions for value in each.values if value.probability >= 0.5]
    assert sum(value.count for value in named) == pytest.approx(12, abs=3)


def test_equal_rows_are_witnesses_too() -> None:
    rows = [["1", "D1", "x"]] * 9 + [["2", "D2", "y"]] * 9 + [["3", "D3", "z"]] * 9 + [["4", "D1", "w"]]
    text = pl.DataFrame(rows, schema=dict.fromkeys(["a", "b", "c"], pl.String), orient="row")

    assert ("c", "w", "x") in accused(profile(text))


def test_what_both_keys_decide_tells_which_of_them_is_wrong() -> None:
    source = random.Random(4)  # noqa: S311
    rows = []
    for number in range(300):
        key = source.randrange(12)
        rows.append([str(number), f"kit {key}", f"assay {key}", f"vendor {key % 5}"])
    right = rows[9][2]
    other = next(row[2] for row in rows if row[3] != rows[9][3])
    rows[9][2] = other

    found = profile(
        pl.DataFrame(rows, schema=dict.fromkeys(["no", "kit", "test", "by"], pl.String), orient="row")
    )

    assert accused(found) == {("test", other, right)}
