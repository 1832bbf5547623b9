"""Planted personal values stand in no output, whatever the column is called; with --show-pii they do.

They are planted in columns of their own and within the free text of others.
"""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from datainsight.cli import main
from datainsight.commands.grammar import CONTRACT_FORMATS
from datainsight.insight.facts import build_facts
from datainsight.insight.prompt import question
from datainsight.models.analysis import AnalysisProgress, AnalysisStatus
from datainsight.models.issue import Goal
from datainsight.models.language import Language
from datainsight.reading.source import LocalFile
from datainsight.reporting.privacy import mask
from datainsight.services.announce import analysis_completed
from datainsight.services.profile_source import analyse

FIRST = ("Ada", "Grace", "Alan", "Linus", "Barbara", "Donald", "Margaret", "Dennis")
LAST = ("Lovelace", "Hopper", "Turing", "Hamilton", "Liskov", "Knuth", "Ritchie", "Thompson")
TOKENS = ("canary", "Lovelace", "LOVELACE", "Lovelaec", "Hopper", "7000111", "Zebra", "ask Hamilton", "1947")
"""Parts of personal values, also of those that stand in for a missing one, slipped or broke a rule."""
QUOTED = (
    "quoted.canary",
    "5555555555554444",
    "5555 5555 5555 4444",
    "DE89",
    "536-90-4399",
    "203.0.113.77",
    "+44 20",
    "Zuckermandel",
)
"""Parts of personal values that stand in no column of their own kind, only in comments and such."""


@pytest.fixture(params=["named", "nameless"])
def people(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A table of people, under telling and under silent headers."""
    return write_people(tmp_path / "table.csv", is_named=request.param == "named")


def write_people(path: Path, *, is_named: bool) -> Path:
    """A table of people with everything that checks look for."""
    headers = ["customer", "email", "phone", "street", "born", "plan", "tariff", "joined", "note"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(headers if is_named else [f"column_{place}" for place in range(9)])
        for row in range(160):
            name = f"{FIRST[row % 8]} {LAST[row // 8 % 8]}"
            plan = ("free", "pro", "Pro")[row % 3]
            writer.writerow(
                [
                    "Ida Zuckermandel" if row == 11 else "Ada Lovelaec" if row == 72 else _written(row, name),
                    "N/A" if row % 25 == 3 else f"canary{row:03d}@example.org",
                    "ask Hamilton" if row % 30 == 4 else f"+49 30 7000111{row:03d}",
                    f"{row % 40 + 1} Zebra Street",
                    f"{1947 + row % 40}-03-{row % 28 + 1:02d}",
                    plan,
                    "none" if row == 31 else plan.lower() + "-tariff",
                    f"2024-{row % 12 + 1:02d}-{row % 28 + 1:02d}",
                    _note(row, name),
                ]
            )
    return path


def _note(row: int, name: str) -> str:
    """A few texts that recur, so that they are shown, varied and repaired; some quote people of the table."""
    texts = (
        "paid in time",
        "Paid in time",
        f"{name} asked us to call back at +44 20 7946 0958 before the end of the week",
        "write to quoted.canary@example.org",
        "charged to card 5555 5555 5555 4444 (5555555555554444), refund to DE89 3704 0044 0532 0130 00",
        " ssn is 536-90-4399 ",
        "log in from 203.0.113.77 refused",
        "spoke with Mr Lovelace about the bill",
        "spoke with Mr Lovelace about the bil",
        "paid  in time",
        "met Ms. Hopper and ADA LOVELACE at their house",
        "Zuckermandel called once more about the same old bill of last month",
    )
    return texts[row % len(texts)]


def _written(row: int, name: str) -> str:
    return name.upper() if row % 32 == 0 else f" {name}" if row % 20 == 1 else name


def everything(source: Path, room: Path, *options: str) -> str:
    """All that the command line writes about a table, but for the cleaned table itself."""
    outputs: list[tuple[str, list[str]]] = [
        ("profile", ["--json", "profile.json", "--html", "page.html"]),
        ("issues", ["--json", "issues.json", "--cells", "cells.csv"]),
        ("clean", ["--output", "cleaned.csv", "--report", "report.json", "--changes", "changes.csv"]),
        ("compare", [str(_other(source)), "--json", "comparison.json", "--html", "comparison.html"]),
    ]
    outputs += [
        ("profile", ["--goal", each.value, "--json", f"{each.value}.json", "--html", f"{each.value}.html"])
        for each in Goal
    ]
    outputs += [("contract", ["--format", each, "--output", f"contract.{each}"]) for each in CONTRACT_FORMATS]
    outputs += [("code", ["--lang", each.value, "--output", f"script.{each.value}"]) for each in Language]
    for command, arguments in outputs:
        files = [str(room / each) if "." in Path(each).name else each for each in arguments]
        assert main([command, str(source), *files, *options]) == 0
    for command in ("profile", "issues"):
        assert main([command, str(source), *options]) == 0
    printed = room / "printed.pdf"
    assert main(["profile", str(source), "--pdf", str(printed), *options]) == 0
    pages = [page.extract_text() for page in PdfReader(printed).pages]
    written = [each for each in sorted(room.glob("*")) if each.name not in {"cleaned.csv", printed.name}]
    return "\n".join([*pages, *(each.read_text("utf-8") for each in written)])


def _other(source: Path) -> Path:
    """The same table some time later: half of the rows, and other people."""
    lines = source.read_text("utf-8").splitlines()
    path = source.with_name("later.csv")
    later = [line.replace("canary", "canary9").replace("Hopper", "Hopperine") for line in lines[81:]]
    path.write_text("\n".join([lines[0], *later]) + "\n", "utf-8")
    return path


def test_planted_values_stand_nowhere(
    people: Path, tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]
) -> None:
    text = everything(people, tmp_path_factory.mktemp("room"))
    shown = capfd.readouterr()
    found = [token for token in TOKENS + QUOTED if token in text + shown.out + shown.err]
    assert found == []
    assert "pro" in text, "values of other columns stay"
    assert "asked us to call back at (hidden)" in text, "what surrounds a quoted value stays"


def test_neither_a_model_nor_a_webhook_is_told(people: Path) -> None:
    for goal in Goal:
        shown = mask(analyse(LocalFile(people), goal))
        now = datetime(2026, 1, 2, tzinfo=UTC)
        progress = AnalysisProgress(
            analysis_id="a",
            workspace_id="w",
            dataset_id="d",
            goal=goal,
            status=AnalysisStatus.COMPLETED,
            started_at=now,
            updated_at=now,
        )
        told = question(shown, build_facts(shown)) + analysis_completed(progress, shown).model_dump_json()
        assert [token for token in TOKENS + QUOTED if token in told] == []
        assert "quality_score" in told


def test_they_are_shown_to_whoever_asks(people: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = everything(people, tmp_path_factory.mktemp("room"), "--show-pii")
    assert "canary" in text
    assert "Lovelace" in text
    assert [token for token in QUOTED if token not in text] == []
