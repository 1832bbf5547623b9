"""Planted personal values stand in no output, whatever the column is called; with --show-pii they do."""

import csv
from pathlib import Path

import pytest

from datainsight.cli import main
from datainsight.models.language import Language

FIRST = ("Ada", "Grace", "Alan", "Linus", "Barbara", "Donald", "Margaret", "Dennis")
LAST = ("Lovelace", "Hopper", "Turing", "Hamilton", "Liskov", "Knuth", "Ritchie", "Thompson")
TOKENS = ("canary", "Lovelace", "LOVELACE", "Hopper", "7000111", "1 Zebra Street")


@pytest.fixture(params=["named", "nameless"])
def people(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A table of people with everything that checks look for, under telling and under silent headers."""
    path = tmp_path / "table.csv"
    headers = ["customer", "email", "phone", "street", "plan"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(headers if request.param == "named" else [f"column_{place}" for place in range(5)])
        for row in range(160):
            name = f"{FIRST[row % 8]} {LAST[row // 8 % 8]}"
            writer.writerow(
                [
                    name.upper() if row % 32 == 0 else f" {name}" if row % 20 == 1 else name,
                    "N/A" if row % 25 == 3 else f"canary{row:03d}@example.org",
                    "-" if row % 30 == 4 else f"+49 30 7000111{row:03d}",
                    f"{row + 1} Zebra Street",
                    ("free", "pro", "Pro")[row % 3],
                ]
            )
    return path


def everything(source: Path, room: Path, *options: str) -> str:
    """All that the command line writes about a table, but for the cleaned table itself."""
    outputs: list[tuple[str, list[str]]] = [
        ("profile", ["--json", "profile.json", "--html", "page.html"]),
        ("issues", ["--json", "issues.json", "--cells", "cells.csv"]),
        ("clean", ["--output", "cleaned.csv", "--report", "report.json"]),
    ]
    outputs += [("code", ["--lang", each.value, "--output", f"script.{each.value}"]) for each in Language]
    for command, arguments in outputs:
        files = [str(room / each) if "." in each else each for each in arguments]
        assert main([command, str(source), *files, *options]) == 0
    assert main(["profile", str(source), *options]) == 0
    written = sorted(room.glob("*"))
    return "\n".join(each.read_text("utf-8") for each in written if each.name != "cleaned.csv")


def test_planted_values_stand_nowhere(
    people: Path, tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]
) -> None:
    text = everything(people, tmp_path_factory.mktemp("room"))
    shown = capfd.readouterr()
    found = [token for token in TOKENS if token in text + shown.out + shown.err]
    assert found == []
    assert "pro" in text, "values of other columns stay"


def test_they_are_shown_to_whoever_asks(people: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = everything(people, tmp_path_factory.mktemp("room"), "--show-pii")
    assert "canary" in text
    assert "Lovelace" in text
