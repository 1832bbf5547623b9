"""Repairing a real table: what is done unasked never lowers the score of the table measured anew."""

from collections.abc import Callable

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datainsight.models.issue import Goal, Issue
from datainsight.recommending.assess import assess
from datainsight.recommending.quality import score
from datainsight.repairs.registry import load
from tests.unit.checks.tables import profile

ROWS = 60

COLUMNS: dict[str, list[str]] = {
    "city": ["Oslo", "Bergen", "Tromsø", "Hamar"],
    "amount": [f"{number}.50" for number in range(100, 160)],
    "price": [f"${number},200.00" for number in range(1, 41)],
    "weight": ["12 kg", "13 kg", "900 g", "14 kg"],
    "day": [f"2024-03-{day:02d}" for day in range(1, 29)],
    "code": [f"{number:05d}" for number in range(1, 61)],
    "age": [str(number) for number in range(18, 78)],
}
SLIPS: dict[str, Callable[[str], str | None]] = {
    "blanks": lambda text: f" {text} ",
    "doubled": lambda text: text.replace(" ", "  ") if " " in text else f"{text}  x",
    "capitals": str.upper,
    "null": lambda _: "NA",
    "dash": lambda _: "-",
    "empty": lambda _: None,
    "invisible": lambda text: f"{text}\u200b",
    "sentinel": lambda _: "-9999",
    "word": lambda _: "unknown",
    "no zeros": lambda text: text.lstrip("0") or "0",
    "slash": lambda text: "/".join(reversed(text.split("-"))),
}


@st.composite
def messy_tables(draw: st.DrawFn) -> pl.DataFrame:
    """Clean columns with slips of a few kinds in a few places, and perhaps rows that occur twice."""
    names = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=3, unique=True))
    table: dict[str, list[str | None]] = {"id": [str(row) for row in range(ROWS)]}
    for name in names:
        values: list[str | None] = [COLUMNS[name][row * 7 % len(COLUMNS[name])] for row in range(ROWS)]
        for slip in draw(st.lists(st.sampled_from(sorted(SLIPS)), max_size=2, unique=True)):
            for row in draw(st.lists(st.integers(0, ROWS - 1), min_size=1, max_size=8, unique=True)):
                values[row] = SLIPS[slip](values[row] or "")
        table[name] = values
    frame = pl.DataFrame(table, schema=dict.fromkeys(table, pl.String))
    return pl.concat([frame, frame.head(draw(st.sampled_from([0, 0, 3])))])


Known = dict[tuple[str, tuple[str, ...]], Issue]


def known_score(table: pl.DataFrame, goal: Goal, known: Known) -> float:
    """The score by what was known before: a repair may bring other issues to light, or more of the same."""
    document = assess(profile(table), goal)
    found = [
        issue
        if issue.affected_row_count <= known[_subject(issue)].affected_row_count
        else known[_subject(issue)]
        for issue in document.issues
        if _subject(issue) in known
    ]
    return score(found, document, goal).score


def _subject(issue: Issue) -> tuple[str, tuple[str, ...]]:
    return issue.kind, issue.columns


@given(messy_tables(), st.sampled_from(Goal))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_repair_that_is_done_unasked_lowers_the_score(table: pl.DataFrame, goal: Goal) -> None:
    before = assess(profile(table), goal)
    known = {_subject(issue): issue for issue in before.issues}
    for each in before.recommendations:
        if each.is_default:
            repaired = load(each.repair).apply(table.lazy()).collect()
            assert known_score(repaired, goal, known) >= before.quality.score, each.title
