"""Two tables side by side: what changed is told, what did not is not."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.cli import main
from datainsight.comparing.distances import (
    chi_square,
    cramers_v,
    jensen_shannon_distance,
    kolmogorov_smirnov,
    mean_difference,
    share_below,
    stability_index,
    stability_index_by_chance,
)
from datainsight.models.comparison import Comparison, DriftBasis, DriftStatus, SchemaChangeKind
from datainsight.models.profile import Histogram

HOSTILE = "<script>alert(1)</script>"


def table(path: Path, rows: int, *, seed: int, **changes: object) -> Path:
    source = random.Random(seed)  # noqa: S311 - data, no secret
    mean, town, plan = changes.get("mean", 50), changes.get("town", "town"), changes.get("plan", "free")
    lines = [f"id,amount,{town},plan,{changes.get('last', 'note')}"]
    for row in range(rows):
        number = row // 2 if changes.get("doubled") else row
        amount = "" if changes.get("gaps") and row % 3 == 0 else f"{source.gauss(float(str(mean)), 10):.2f}"
        city = source.choice(["Bern", "Basel", "Chur"])
        lines.append(f"{number},{amount},{city},{source.choice(['pro', plan])},x{row % 7}")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def compared(tmp_path: Path, old: Path, new: Path) -> Comparison:
    assert main(["compare", str(old), str(new), "--json", str(tmp_path / "c.json")]) == 0
    return Comparison.model_validate(json.loads((tmp_path / "c.json").read_text("utf-8")))


def test_two_samples_of_one_source_do_not_drift(tmp_path: Path) -> None:
    old, new = table(tmp_path / "a.csv", 600, seed=1), table(tmp_path / "b.csv", 500, seed=2)
    result = compared(tmp_path, old, new)

    assert (result.old_row_count, result.new_row_count) == (600, 500)
    assert result.schema_changes == ()
    by_name = {drift.column: drift for drift in result.drifts}
    for name in ("amount", "town", "plan", "note"):
        assert by_name[name].status is DriftStatus.NONE
        assert not by_name[name].is_null_share_changed


def test_what_changed_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = table(tmp_path / "a.csv", 600, seed=1)
    new = table(
        tmp_path / "b.csv",
        600,
        seed=2,
        mean=80,
        gaps=True,
        town="city",
        plan="trial",
        last=HOSTILE,
        doubled=True,
    )
    result = compared(tmp_path, old, new)
    by_name = {drift.column: drift for drift in result.drifts}

    renamed = {(c.old, c.new) for c in result.schema_changes if c.kind is SchemaChangeKind.RENAMED}
    assert ("town", "city") in renamed
    assert result.broken_keys == (("id",),)
    assert by_name["amount"].status is DriftStatus.MAJOR
    assert by_name["amount"].is_null_share_changed
    assert (by_name["amount"].kolmogorov_smirnov or 0) > 0.5
    assert by_name["plan"].new_categories == ("trial",)
    assert by_name["plan"].lost_categories == ("free",)
    assert main(["compare", str(old), str(new)]) == 0
    shown = capsys.readouterr().out
    assert "column “city” seems to be “town” renamed" in shown
    assert "amount: major drift (PSI" in shown
    assert "missing 0 % → 33.3 %" in shown
    assert main(["compare", str(old), str(new), "--html", str(tmp_path / "c.html")]) == 0
    page = (tmp_path / "c.html").read_text("utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_effect_sizes_do_not_grow_with_the_rows(tmp_path: Path) -> None:
    drifts = []
    for rows in (600, 6000):
        old = table(tmp_path / "a.csv", rows, seed=1)
        new = table(tmp_path / "b.csv", rows, seed=2, mean=55, plan="trial")
        drifts.append({drift.column: drift for drift in compared(tmp_path, old, new).drifts})
    few, many = drifts

    assert (many["plan"].chi_square or 0) > 8 * (few["plan"].chi_square or 1)
    assert many["plan"].cramers_v == pytest.approx(few["plan"].cramers_v, abs=0.1)
    assert many["amount"].mean_difference == pytest.approx(0.5, abs=0.1)


def test_what_changed_most_comes_first_and_is_drawn(tmp_path: Path) -> None:
    old = table(tmp_path / "a.csv", 600, seed=1)
    new = table(tmp_path / "b.csv", 600, seed=2, mean=90, gaps=True, plan="trial")
    result = compared(tmp_path, old, new)

    assert [drift.column for drift in result.drifts][:2] == ["amount", "plan"]
    assert [drift.relevance for drift in result.drifts] == sorted(
        (drift.relevance for drift in result.drifts), reverse=True
    )
    plan = next(drift for drift in result.drifts if drift.column == "plan").distributions
    assert plan is not None
    assert set(plan.labels) == {"pro", "free", "trial"}
    assert sum(plan.old_shares) == pytest.approx(1)
    amount = result.drifts[0].distributions
    assert amount is not None
    assert amount.is_binned
    assert sum(amount.new_shares) == pytest.approx(1)
    assert main(["compare", str(old), str(new), "--html", str(tmp_path / "c.html")]) == 0
    page = (tmp_path / "c.html").read_text("utf-8")
    drawn = [drift.distributions for drift in result.drifts if drift.distributions]
    bars = sum(1 if each.is_binned else min(len(each.labels), 8) for each in drawn)
    assert page.count('<path class="old"') == page.count('<path class="new"') == bars


def test_records_in_both_are_counted_by_the_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = table(tmp_path / "a.csv", 600, seed=1)
    new = tmp_path / "b.csv"
    lines = old.read_text("utf-8").splitlines()
    new.write_text("\n".join([lines[0], *lines[101:], "9001,1,Bern,pro,x1"]) + "\n", "utf-8")
    overlap = compared(tmp_path, old, new).key_overlap

    assert overlap is not None
    assert overlap.columns == ("id",)
    assert (overlap.shared_count, overlap.old_only_count, overlap.new_only_count) == (500, 100, 1)
    assert main(["compare", str(old), str(new)]) == 0
    assert "by “id”: 500 in both, 100 gone, 1 new" in capsys.readouterr().out


def test_copies_of_records_are_found_though_their_identifiers_are_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = table(tmp_path / "a.csv", 600, seed=1)
    lines = old.read_text("utf-8").splitlines()
    copies = [f"{9000 + place},{line.split(',', 1)[1]}" for place, line in enumerate(lines[1:41])]
    fresh = table(tmp_path / "b.csv", 600, seed=2).read_text("utf-8").splitlines()
    fresh = [fresh[0], *(f"{7000 + place},{line.split(',', 1)[1]}" for place, line in enumerate(fresh[1:61]))]
    new = tmp_path / "c.csv"
    new.write_text("\n".join([*fresh, *copies]) + "\n", "utf-8")
    result = compared(tmp_path, old, new)

    assert result.key_overlap is not None
    assert result.row_overlap is not None
    assert result.key_overlap.shared_count == 0
    assert "id" not in result.row_overlap.columns
    assert result.row_overlap.shared_count == pytest.approx(40, abs=2)
    assert main(["compare", str(old), str(new), "--html", str(tmp_path / "c.html")]) == 0
    assert "different records of the new table" in (tmp_path / "c.html").read_text("utf-8")


def test_identifiers_do_not_drift(tmp_path: Path) -> None:
    for name, start in (("a.csv", 0), ("b.csv", 5000)):
        rows = "\n".join(f"{start + row},{row % 3}" for row in range(300))
        (tmp_path / name).write_text(f"id,grade\n{rows}\n", "utf-8")
    result = compared(tmp_path, tmp_path / "a.csv", tmp_path / "b.csv")
    drift = next(each for each in result.drifts if each.column == "id")

    assert (drift.status, drift.relevance, drift.mean_difference) == (DriftStatus.NOT_COMPARED, 0, None)
    assert "identifiers" in drift.reason


def cities(path: Path, weights: Callable[[int], float]) -> Path:
    """A hundred cities, so many that a profile lists but the most frequent."""
    source = random.Random(5)  # noqa: S311 - data, no secret
    names = [f"city {place:03d}" for place in range(100)]
    drawn = source.choices(names, [weights(place) for place in range(100)], k=4000)
    path.write_text("place,note\n" + "".join(f"{name},{name * 3} {row}\n" for row, name in enumerate(drawn)))
    return path


def test_many_values_are_compared_by_the_frequent_ones(tmp_path: Path) -> None:
    old = cities(tmp_path / "a.csv", lambda place: 0.93**place)
    same = cities(tmp_path / "b.csv", lambda place: 0.94**place)
    other = cities(tmp_path / "c.csv", lambda place: 0.93 ** abs(place - 12))
    calm, moved = (
        next(each for each in compared(tmp_path, old, new).drifts if each.column == "place")
        for new in (same, other)
    )
    assert calm.basis is moved.basis is DriftBasis.FREQUENT_VALUES
    assert calm.status is DriftStatus.NONE
    assert moved.status is DriftStatus.MAJOR
    assert moved.distributions is not None
    assert all(moved.distributions.old_shares)
    assert all(moved.distributions.new_shares)


def test_texts_that_never_recur_are_compared_by_their_lengths(tmp_path: Path) -> None:
    texts = {"a.csv": "word " * 4, "b.csv": "word " * 9}
    for name, text in texts.items():
        rows = (f"{text * (row % 5 + 1)}{row}" for row in range(400))
        (tmp_path / name).write_text("remark,grade\n" + "".join(f"{each},1\n" for each in rows), "utf-8")
    drift = compared(tmp_path, tmp_path / "a.csv", tmp_path / "b.csv").drifts[0]

    assert (drift.column, drift.basis, drift.status) == ("remark", DriftBasis.LENGTHS, DriftStatus.MAJOR)
    assert "lengths" in drift.reason


def test_keys_by_chance_are_not_missed(tmp_path: Path) -> None:
    old = table(tmp_path / "a.csv", 600, seed=1)
    new = table(tmp_path / "b.csv", 600, seed=2)
    profile = compared(tmp_path, old, new)
    assert profile.broken_keys == ()


def test_both_from_standard_input_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "-", "-"]) == 2


SHARES = st.lists(st.integers(0, 50), min_size=2, max_size=8).filter(sum)


@given(SHARES, SHARES)
def test_distances_are_zero_for_equals_and_bounded(left: list[int], right: list[int]) -> None:
    size = min(len(left), len(right))
    left, right = left[:size], right[:size]
    if not sum(left) or not sum(right):
        return
    old, new = [each / sum(left) for each in left], [each / sum(right) for each in right]

    assert stability_index(old, old, sum(left), sum(left)) == 0
    assert stability_index(old, new, sum(left), sum(right)) >= 0
    assert jensen_shannon_distance(old, old) == pytest.approx(0, abs=1e-7)
    assert 0 <= jensen_shannon_distance(old, new) <= 1
    assert jensen_shannon_distance(old, new) == pytest.approx(jensen_shannon_distance(new, old))


def test_figures_as_computed_by_hand() -> None:
    assert stability_index([0.5, 0.5], [0.25, 0.75], 100, 100) == pytest.approx(0.274653, abs=1e-6)
    assert jensen_shannon_distance([1, 0], [0, 1]) == 1
    low, high = Histogram(edges=(0, 1, 2), counts=(5, 5)), Histogram(edges=(1, 2, 3), counts=(5, 5))
    assert share_below(low, 1.5) == 0.75
    assert kolmogorov_smirnov(low, high) == 0.5
    # [[30, 10], [20, 40]]: 100 (30·40 - 10·20)² / (40·60·50·50) = 16.667
    assert chi_square([0.75, 0.25], [1 / 3, 2 / 3], 40, 60) == pytest.approx(16.6667, abs=1e-3)
    assert cramers_v(16.6667, 100) == pytest.approx(0.4082, abs=1e-4)
    assert mean_difference(10, 14, 3, 5) == pytest.approx(4 / 17**0.5)
    assert mean_difference(1, 2, 0, 0) is None
    # The 99.9 % quantile of chi-square with 9 degrees of freedom is 27.877.
    assert stability_index_by_chance(10, 100, 100) == pytest.approx(27.877 * 0.02, rel=0.01)


def test_bins_of_days_begin_with_days(tmp_path: Path) -> None:
    days = [f"2024-{month:02d}-{day:02d}" for month in (1, 2, 3) for day in range(1, 29)]
    for name, shown in (("a.csv", days), ("b.csv", days[20:])):
        (tmp_path / name).write_text("day\n" + "\n".join(shown) + "\n", "utf-8")
    drawn = compared(tmp_path, tmp_path / "a.csv", tmp_path / "b.csv").drifts[0].distributions

    assert drawn is not None
    assert drawn.labels[0] == "2024-01-01"
    assert drawn.labels[-1].startswith("2024-03-2")
