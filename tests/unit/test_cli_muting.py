"""`datainsight.toml` beside a table or above it: what it mutes is not shown, counted or repaired."""

import csv
import json
from pathlib import Path

import pytest

from datainsight.cli import main

RULE = '[[mute]]\nkind = "null_spellings"\ncolumn = "age"\nreason = "they will not tell"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a table of which a tenth of the ages is said to be unknown."""
    lines = [f"{row},{'NA' if row % 10 == 0 else 20 + row % 50}" for row in range(200)]
    below = tmp_path / "orders" / "2024"
    below.mkdir(parents=True)
    (below / "people.csv").write_text("\n".join(["id,age", *lines]) + "\n", "utf-8")
    monkeypatch.chdir(below)
    return below


def issues(folder: Path) -> dict[str, object]:
    assert main(["issues", "people.csv", "--json", "issues.json"]) == 0
    document: dict[str, object] = json.loads((folder / "issues.json").read_text("utf-8"))
    return document


def kinds(document: dict[str, object]) -> set[str]:
    found = document["issues"]
    assert isinstance(found, list)
    return {issue["kind"] for issue in found}


def score(document: dict[str, object]) -> float:
    quality = document["quality"]
    assert isinstance(quality, dict)
    return float(quality["score"])


@pytest.mark.parametrize("above", [0, 1, 2])
def test_the_file_counts_in_its_folder_and_below(folder: Path, above: int) -> None:
    before = issues(folder)
    assert "null_spellings" in kinds(before)
    assert before["muted_issue_count"] == 0

    (folder, *folder.parents)[above].joinpath("datainsight.toml").write_text(RULE, "utf-8")
    after = issues(folder)

    assert kinds(after) == kinds(before) - {"null_spellings"}
    assert after["muted_issue_count"] == 1
    assert score(after) > score(before)


def test_the_nearest_file_is_the_one_that_counts(folder: Path) -> None:
    folder.parent.joinpath("datainsight.toml").write_text(RULE, "utf-8")
    folder.joinpath("datainsight.toml").write_text("", "utf-8")

    assert issues(folder)["muted_issue_count"] == 0


def test_one_rule_may_be_a_single_table(folder: Path) -> None:
    folder.joinpath("datainsight.toml").write_text('[mute]\ncolumn = "age"\n', "utf-8")

    assert "null_spellings" not in kinds(issues(folder))


def test_muted_cells_are_not_listed(folder: Path) -> None:
    assert main(["issues", "people.csv", "--cells", "all.csv"]) == 0
    folder.joinpath("datainsight.toml").write_text(RULE, "utf-8")
    assert main(["issues", "people.csv", "--cells", "left.csv"]) == 0

    def listed(name: str) -> set[str]:
        with (folder / name).open(encoding="utf-8", newline="") as stream:
            return {row["kind"] for row in csv.DictReader(stream)}

    assert "null_spellings" in listed("all.csv")
    assert "null_spellings" not in listed("left.csv")


def test_muted_issues_are_not_repaired(folder: Path) -> None:
    folder.joinpath("datainsight.toml").write_text('[[mute]]\ncolumn = "age"\n', "utf-8")

    assert main(["clean", "people.csv", "--output", "clean.csv"]) == 0

    assert folder.joinpath("clean.csv").read_text("utf-8").count("NA") == 20


@pytest.mark.parametrize("command", ["issues", "profile"])
def test_a_summary_says_how_many_are_muted(
    folder: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.joinpath("datainsight.toml").write_text(RULE, "utf-8")

    assert main([command, "people.csv"]) == 0

    assert "1 issue is muted." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("[[mute]\n", "is no TOML file"),
        ('[[mute]]\nkind = "null_spelling"\n', "Perhaps 'null_spellings' is meant"),
        ('[[mute]]\nkinds = ["null_spellings"]\n', "mute.0.kinds cannot be understood"),
        ('[[mute]]\nreason = "all of it"\n', "mute.0 cannot be understood"),
        ('[[mutes]]\ncolumn = "age"\n', "mutes cannot be understood"),
    ],
)
def test_what_cannot_be_understood_is_wrong_usage_in_one_line(
    folder: Path, content: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "datainsight.toml"
    path.write_text(content, "utf-8")

    assert main(["issues", "people.csv"]) == 2

    printed = capsys.readouterr().err
    assert printed.count("\n") == 1
    assert str(path) in printed
    assert complaint in printed
