"""Names that polars takes for patterns go through all that is done to a table, and nothing else is meant."""

import csv
from pathlib import Path

import pytest

from datainsight.codegen.script import Language, write_script
from datainsight.models.issue import Goal
from datainsight.reading.source import LocalFile
from datainsight.services.clean_table import Companions, clean_table
from datainsight.services.profile_source import analyse_reading
from datainsight.services.reading import open_reading
from datainsight.services.undo_file import undo_cleaning

NAMES = ("^a$", "*", "^.*$", "^[$", "a", "^$", "^(?i)A$")


@pytest.fixture
def patterned(tmp_path: Path) -> Path:
    """Every column holds the same troubles, so that a name that means another column too would show."""
    path = tmp_path / "patterns.csv"
    cells = [" Oslo", "Oslo", "n/a", "Bergen", "12/31/2023", "2024-01-05"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(NAMES)
        for number in range(60):
            day = "2024-01-05" if number % 9 == 0 else f"01/{number % 28 + 1:02}/2024"
            amount = f"${number},000" if number % 2 else str(number)
            writer.writerow(
                [cells[number % 4], day, amount, cells[(number + 1) % 4], number, day, cells[number % 3]]
            )
    return path


@pytest.mark.parametrize("goal", [Goal.GENERAL_AUDIT, Goal.MIGRATION, Goal.ML_PREPARATION])
def test_cleaned_and_undone(patterned: Path, tmp_path: Path, goal: Goal) -> None:
    output, undo, back = (tmp_path / name for name in ("clean.csv", "undo.jsonl", "back.csv"))
    companions = Companions(quarantine=tmp_path / "quarantine.csv", changes=tmp_path / "log.csv", undo=undo)
    report = clean_table(
        LocalFile(patterned), output, report=tmp_path / "report.json", companions=companions, goal=goal
    )
    assert {each.verification.status for each in report.repairs} == {"verified"}
    assert {name for each in report.repairs for name in each.columns} >= {"^a$", "*", "^.*$", "^[$"}
    undo_cleaning(output, undo, back)
    with patterned.open(newline="") as before, back.open(newline="") as after:
        assert list(csv.reader(before)) == list(csv.reader(after))
    twice = clean_table(LocalFile(output), tmp_path / "twice.csv", goal=goal)
    assert sum(each.cells_changed for each in twice.repairs) == 0


def test_no_trial_fails_and_every_language_is_written(patterned: Path) -> None:
    reading = open_reading(LocalFile(patterned))
    document = analyse_reading(reading, Goal.GENERAL_AUDIT, tries_all_rows=True)
    reasons = [each.verification.reason or "" for each in document.recommendations]
    assert not [reason for reason in reasons if "failed" in reason]
    for language in Language:
        assert write_script(document, language)
