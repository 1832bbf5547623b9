"""The command line, called in this process: what it writes, where, and with which exit code."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from datainsight.cli import main
from datainsight.commands import grammar
from datainsight.models.issue import Goal
from datainsight.models.language import Language, SqlDialect
from datainsight.version import VERSION
from tests.unit.adapters.model_server import claude, serving

Output = pytest.CaptureFixture[str]

HEADER = "id,name,age,city,joined"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Two hundred rows with missing ages in words, and one city in small letters."""
    cities = ("Berlin", "Paris", "Rome", "Paris")
    lines = [
        ",".join(
            (
                str(row),
                f"Person {row}",
                "NA" if row % 20 == 0 else str(20 + row % 50),
                "berlin" if row == 48 else cities[row % 4],
                f"2024-01-{row % 28 + 1:02d}",
            )
        )
        for row in range(200)
    ]
    path = tmp_path / "people.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def run(*arguments: str | Path) -> int:
    return main([str(argument) for argument in arguments])


def one_line(captured: str) -> str:
    assert captured.endswith("\n")
    assert captured.count("\n") == 1, captured
    assert "Traceback" not in captured
    return captured


# profile


def test_profile_without_an_output_option_prints_a_summary(source: Path, capsys: Output) -> None:
    assert run("profile", source) == 0
    captured = capsys.readouterr()

    assert "200 rows × 5 columns" in captured.out
    assert captured.err == ""


def test_profile_writes_json_and_html_and_nothing_else(source: Path, tmp_path: Path, capsys: Output) -> None:
    assert run("profile", source, "--json", tmp_path / "p.json", "--html", tmp_path / "p.html") == 0

    profile = json.loads((tmp_path / "p.json").read_text("utf-8"))
    assert profile["dataset"]["row_count"] == 200
    assert [column["name"] for column in profile["columns"]] == HEADER.split(",")
    assert profile["insight"]["headline"]["text"].startswith("“people.csv” scores")
    assert (tmp_path / "p.html").read_text("utf-8").startswith("<!doctype html>")
    assert capsys.readouterr().out == ""
    assert {path.name for path in tmp_path.iterdir()} == {"people.csv", "p.json", "p.html"}


def languages_of(arguments: list[str], target: Path) -> set[str]:
    """The languages besides polars that repairs were run in."""
    assert main([*arguments, "--json", str(target)]) == 0
    recommendations = json.loads(target.read_text(encoding="utf-8"))["recommendations"]
    return {each["language"] for one in recommendations for each in one["verification"]["languages"]}


def test_other_languages_are_run_for_those_who_read_reports(source: Path, tmp_path: Path) -> None:
    arguments, target = ["profile", str(source)], tmp_path / "profile.json"
    assert languages_of(arguments, target) == set()
    assert languages_of([*arguments, "--html", str(tmp_path / "report.html")], target) == {"duckdb"}


def test_profile_writes_a_pdf_and_nothing_else(source: Path, tmp_path: Path, capsys: Output) -> None:
    assert run("profile", source, "--pdf", tmp_path / "p.pdf") == 0

    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF-")
    assert capsys.readouterr().out == ""
    assert {path.name for path in tmp_path.iterdir()} == {"people.csv", "p.pdf"}


def test_profile_takes_the_words_of_a_model_and_says_when_it_cannot(
    source: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {
        "headline": "{{f1}} scores {{f10}}, says the model.",
        "story": ["It has {{f2}}."],
        "findings": [],
    }
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-test")
    arguments = ("profile", source, "--insight", "anthropic", "--json", tmp_path / "p.json")
    with serving(claude(json.dumps(words)), claude("no")) as server:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
        assert run(*arguments) == 0
        taken = json.loads((tmp_path / "p.json").read_text("utf-8"))["insight"]
        assert run(*arguments) == 0
        refused = json.loads((tmp_path / "p.json").read_text("utf-8"))["insight"]

    assert taken["provider"] == "anthropic"
    assert taken["headline"]["text"].endswith("says the model.")
    assert refused["provider"] == "rules"
    assert [call["outcome"] for call in refused["calls"]] == ["ungrounded", "ungrounded"]
    assert "rules wrote the words" in one_line(capsys.readouterr().err)
    assert "Person 1" not in server.asked


def test_a_model_without_a_key_is_wrong_usage(
    source: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert run("profile", source, "--insight", "openai") == 2
    assert "OPENAI_API_KEY" in one_line(capsys.readouterr().err)


def test_profile_writes_json_to_standard_output(
    source: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("profile", source, "--json", "-") == 0

    assert json.loads(capfdbinary.readouterr().out.decode("utf-8"))["dataset"]["name"] == "people.csv"


def test_the_score_is_what_the_deductions_leave(source: Path, tmp_path: Path) -> None:
    assert run("profile", source, "--json", tmp_path / "p.json") == 0
    quality = json.loads((tmp_path / "p.json").read_text("utf-8"))["quality"]

    lost = sum(round(100 * deduction["points"]) for deduction in quality["deductions"])
    assert round(100 * quality["score"]) == 10_000 - lost


def test_the_goal_is_part_of_the_profile(source: Path, tmp_path: Path) -> None:
    assert run("profile", source, "--goal", "migration", "--json", tmp_path / "p.json") == 0

    assert json.loads((tmp_path / "p.json").read_text("utf-8"))["goal"] == "migration"


def test_same_file_same_profile(source: Path, tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        assert run("profile", source, "--json", tmp_path / name, "--max-lhs", "2") == 0

    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_standard_input_gives_the_same_facts(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(source.read_bytes())))
    assert run("profile", "-", "--json", tmp_path / "pipe.json") == 0
    assert run("profile", source, "--json", tmp_path / "file.json") == 0
    pipe, file = (json.loads((tmp_path / name).read_text("utf-8")) for name in ("pipe.json", "file.json"))

    assert pipe["columns"] == file["columns"]


# issues


def test_issues_prints_all_issues(source: Path, capsys: Output) -> None:
    assert run("issues", source) == 0
    text = capsys.readouterr().out

    assert "Null spellings" in text
    assert "Inconsistent case" in text


def test_cells_lists_the_suspicious_cells(source: Path, tmp_path: Path) -> None:
    assert run("issues", source, "--cells", tmp_path / "cells.csv", "--json", tmp_path / "i.json") == 0
    with (tmp_path / "cells.csv").open(newline="", encoding="utf-8") as stream:
        cells = list(csv.DictReader(stream))

    assert set(cells[0]) == {
        "row", "position", "column", "kind", "confidence", "suggestion", "has_suggestion",
    }  # fmt: skip
    found = {(int(cell["row"]), cell["column"]): cell for cell in cells}
    assert found[20, "age"]["has_suggestion"] == "true"
    assert found[20, "age"]["suggestion"] == ""
    assert found[48, "city"]["suggestion"] == "Berlin"
    assert all(0 <= float(cell["confidence"]) <= 1 for cell in cells)
    assert json.loads((tmp_path / "i.json").read_text("utf-8"))["issues"]


def test_all_cells_lists_at_least_as_many(source: Path, tmp_path: Path) -> None:
    assert run("issues", source, "--cells", tmp_path / "some.csv") == 0
    assert run("issues", source, "--cells", tmp_path / "all.csv", "--all-cells") == 0

    assert set((tmp_path / "some.csv").read_text("utf-8").splitlines()) <= set(
        (tmp_path / "all.csv").read_text("utf-8").splitlines()
    )


def test_all_cells_alone_is_wrong_usage(source: Path, capsys: Output) -> None:
    assert run("issues", source, "--all-cells") == 2
    assert "--cells" in one_line(capsys.readouterr().err)


# code, convert


@pytest.mark.parametrize("language", Language)
def test_code_prints_a_script(source: Path, language: Language, capfd: Output) -> None:
    assert run("code", source, "--lang", language.value) == 0

    assert capfd.readouterr().out.strip()


def test_code_writes_a_script_that_compiles(source: Path, tmp_path: Path) -> None:
    assert run("code", source, "--lang", "polars", "--output", tmp_path / "fix.py") == 0

    compile((tmp_path / "fix.py").read_text("utf-8"), "fix.py", "exec")


def test_a_dialect_is_for_sql_only(source: Path, capsys: Output) -> None:
    assert run("code", source, "--lang", "polars", "--dialect", "duckdb") == 2
    one_line(capsys.readouterr().err)


def test_convert_writes_the_cells_as_they_are(tmp_path: Path, capsys: Output) -> None:
    source = tmp_path / "odd.csv"
    source.write_bytes('a;b\r\n1,5;"x;""y"""\r\n;007\r\n'.encode("cp1252"))
    assert run("convert", source, "--output", tmp_path / "plain.csv", "--json", tmp_path / "read.json") == 0

    with (tmp_path / "plain.csv").open(newline="", encoding="utf-8") as stream:
        assert list(csv.reader(stream)) == [["a", "b"], ["1,5", 'x;"y"'], ["", "007"]]
    understood = json.loads((tmp_path / "read.json").read_text("utf-8"))
    assert understood["description"]["dialect"]["delimiter"] == ";"
    assert understood["row_count"] == 2
    assert "2 rows × 2 columns" in capsys.readouterr().out


# clean


def rows_of(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.reader(stream))


def test_clean_writes_the_repaired_table_and_says_what_it_did(
    source: Path, tmp_path: Path, capsys: Output
) -> None:
    target, report = tmp_path / "clean.csv", tmp_path / "report.json"
    assert run("clean", source, "--output", target, "--report", report) == 0

    rows = rows_of(target)
    assert rows[0] == HEADER.split(",")
    assert len(rows) == 201
    assert {row[2] for row in rows[1:]}.isdisjoint({"NA"})
    assert {row[3] for row in rows[1:]} == {"Berlin", "Paris", "Rome"}
    done = json.loads(report.read_text("utf-8"))
    assert (done["row_count_before"], done["row_count_after"]) == (200, 200)
    assert sum(repair["cells_changed"] for repair in done["repairs"]) == 11
    assert "200 rows → 200 rows" in capsys.readouterr().out


def test_clean_twice_changes_nothing_more(source: Path, tmp_path: Path) -> None:
    assert run("clean", source, "--output", tmp_path / "once.csv") == 0
    assert run("clean", tmp_path / "once.csv", "--output", tmp_path / "twice.csv") == 0

    assert (tmp_path / "once.csv").read_bytes() == (tmp_path / "twice.csv").read_bytes()


def test_chosen_repairs_are_made_in_the_order_given(source: Path, tmp_path: Path, capsys: Output) -> None:
    profile, report = tmp_path / "profile.json", tmp_path / "report.json"
    assert run("profile", source, "--json", profile) == 0
    offered = json.loads(profile.read_text("utf-8"))["recommendations"]
    first, second = [each["id"] for each in offered if each["is_default"]][:2]
    chosen = ("--repair", second, "--repair", first)
    assert run("clean", source, "--output", tmp_path / "clean.csv", "--report", report, *chosen) == 0
    done = json.loads(report.read_text("utf-8"))
    assert [each["recommendation_id"] for each in done["repairs"]] == [second, first]

    script = tmp_path / "fix.py"
    assert run("code", source, "--lang", "polars", "--output", script, *chosen) == 0
    subprocess.run([sys.executable, script, source, tmp_path / "made.csv"], check=True)
    assert rows_of(tmp_path / "made.csv") == rows_of(tmp_path / "clean.csv")
    capsys.readouterr()
    assert run("code", source, "--lang", "polars", "--repair", "nothing:0:such") == 2
    one_line(capsys.readouterr().err)


def test_clean_puts_repeated_rows_into_quarantine(source: Path, tmp_path: Path) -> None:
    lines = source.read_text("utf-8").splitlines()
    source.write_text("\n".join([*lines, lines[7]]) + "\n", encoding="utf-8")
    arguments = ("--output", tmp_path / "clean.csv", "--quarantine", tmp_path / "gone.csv")
    assert run("clean", source, *arguments) == 0

    assert len(rows_of(tmp_path / "clean.csv")) == 201
    header, *gone = rows_of(tmp_path / "gone.csv")
    assert header[:3] == ["source_row", "removed_by", "reasons"]
    assert [row[:3] for row in gone if row[1]] == [["200", "drop_duplicate_rows", "duplicate_rows"]]


def test_clean_logs_each_change_and_undo_takes_all_back(source: Path, tmp_path: Path, capsys: Output) -> None:
    files = {name: tmp_path / f"{name}.csv" for name in ("clean", "changes", "before", "read")}
    report = tmp_path / "report.json"
    logs = ("--changes", files["changes"], "--undo", tmp_path / "undo", "--report", report)
    assert run("clean", source, "--output", files["clean"], *logs) == 0
    assert run("undo", files["clean"], "--undo", tmp_path / "undo", "--output", files["before"]) == 0
    assert "200 rows as they were read" in capsys.readouterr().out
    assert run("convert", source, "--output", files["read"]) == 0

    assert files["before"].read_bytes() == files["read"].read_bytes()
    header, *changes = rows_of(files["changes"])
    done = json.loads(report.read_text("utf-8"))
    assert header == ["row", "position", "column", "change", "before", "after", "repair_id"]
    assert len(changes) == sum(each["cells_changed"] for each in done["repairs"])
    assert {row[6] for row in changes} == {each["recommendation_id"] for each in done["repairs"]}
    read, cleaned = rows_of(files["read"])[1:], rows_of(files["clean"])[1:]
    for row, position, *_ in changes:
        assert read[int(row)][int(position)] != cleaned[int(row)][int(position)]
    assert done["score_after"] > done["score_before"]
    assert done["issue_count_after"] < done["issue_count_before"]


def test_undo_needs_both_files(tmp_path: Path, capsys: Output) -> None:
    assert run("undo", tmp_path / "a.csv", "--undo", tmp_path / "u", "--output", tmp_path / "b.csv") == 3
    one_line(capsys.readouterr().err)


def test_clean_writes_csv_to_standard_output(
    source: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("clean", source, "--output", "-") == 0
    shown = capfdbinary.readouterr().out
    assert run("clean", source, "--output", tmp_path / "clean.csv") == 0

    assert shown == (tmp_path / "clean.csv").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output", "{folder}/{source}"], "is the source and --output at once"),
        (["--output", "{folder}/a.csv", "--undo", "{folder}/./a.csv"], "is --output and --undo at once"),
    ],
)
def test_clean_overwrites_none_of_its_own_files(
    arguments: list[str], said: str, source: Path, capsys: Output
) -> None:
    before = source.read_bytes()
    options = [each.format(folder=source.parent, source=source.name) for each in arguments]
    assert main(["clean", str(source), *options]) == 2
    assert said in capsys.readouterr().err
    assert source.read_bytes() == before


def test_code_says_which_repair_is_unknown(source: Path, capsys: Output) -> None:
    assert main(["code", str(source), "--lang", "r", "--repair", "nope"]) == 2
    assert (
        capsys.readouterr().err
        == "datainsight: There is no recommendation 'nope'. The profile lists their ids.\n"
    )


def test_clean_refuses_an_unknown_ending_before_it_works(tmp_path: Path, capsys: Output) -> None:
    assert run("clean", tmp_path / "missing.csv", "--output", tmp_path / "clean.docx") == 2
    one_line(capsys.readouterr().err)


# errors


def test_a_url_of_another_kind_says_what_can_be_read(capsys: Output) -> None:
    assert main(["profile", "ftp://example.org/a.csv"]) == 2
    assert "postgresql://, mongodb://, s3:// or https://" in one_line(capsys.readouterr().err)


def test_a_sheet_of_a_file_without_sheets_is_wrong_usage(tmp_path: Path, capsys: Output) -> None:
    source = tmp_path / "a.csv"
    source.write_text("a,b\n1,2\n", "utf-8")
    assert main(["convert", str(source), "--output", "-", "--sheet", "Sheet1"]) == 2
    assert "a.csv has no sheets" in one_line(capsys.readouterr().err)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["unknown"],
        ["profile"],
        ["profile", "a.csv", "--goal", "happiness"],
        ["profile", "a.csv", "--max-lhs", "0"],
        ["code", "a.csv"],
        ["code", "a.csv", "--lang", "cobol"],
        ["clean", "a.csv"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: Output) -> None:
    assert main(arguments) == 2
    assert "usage: datainsight" in capsys.readouterr().err


def test_a_missing_file_is_exit_code_3(capsys: Output) -> None:
    assert run("profile", "no such\nfile.csv") == 3
    assert "there is no such file" in one_line(capsys.readouterr().err)


def test_a_folder_is_exit_code_3(tmp_path: Path, capsys: Output) -> None:
    assert run("profile", tmp_path) == 3
    one_line(capsys.readouterr().err)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40])
def test_what_is_no_table_is_exit_code_3(content: bytes, tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "fake.csv").write_bytes(content)

    assert run("profile", tmp_path / "fake.csv") == 3
    assert "fake.csv" in one_line(capsys.readouterr().err)


def test_an_output_that_cannot_be_written_is_wrong_usage(
    source: Path, tmp_path: Path, capsys: Output
) -> None:
    assert run("profile", source, "--json", tmp_path / "no folder" / "p.json") == 2
    assert run("profile", source, "--json", tmp_path) == 2

    assert capsys.readouterr().err.count("\n") == 2


def test_a_failed_command_leaves_an_existing_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("precious")
    assert run("convert", tmp_path / "missing.csv", "--output", tmp_path / "out.csv") == 3

    assert (tmp_path / "out.csv").read_text() == "precious"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_an_unexpected_failure_is_one_line_and_debug_shows_where(
    source: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("broken\ninside")

    monkeypatch.setattr("datainsight.commands.profile.to_json", fail)

    assert run("profile", source, "--json", "-") == 1
    line = one_line(capsys.readouterr().err)
    assert "ValueError: broken inside" in line
    assert "--debug" in line

    assert run("profile", source, "--json", "-", "--debug") == 1
    assert "Traceback" in capsys.readouterr().err


def test_control_characters_in_messages_do_not_reach_the_terminal(capsys: Output) -> None:
    assert run("profile", "\x1b[31mred.csv") == 3

    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt, 130), (MemoryError, 4), (BrokenPipeError, 0)]
)
def test_interruptions_have_their_codes(
    error: type[BaseException], code: int, source: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("datainsight.commands.profile.to_json", fail)
    monkeypatch.setattr("datainsight.cli._silence_stdout", lambda: None)

    assert run("profile", source, "--json", "-") == code
    assert "Traceback" not in capsys.readouterr().err


# grammar


def test_the_lists_of_the_grammar_are_those_of_the_models() -> None:
    assert tuple(Goal) == grammar.GOALS
    assert tuple(Language) == grammar.LANGUAGES
    assert tuple(SqlDialect) == grammar.DIALECTS


def test_version(capsys: Output) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"datainsight {VERSION}\n"


def test_the_version_is_that_of_the_package() -> None:
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8")

    assert f'\nversion = "{VERSION}"\n' in text


@pytest.mark.parametrize(
    "command", ["profile", "issues", "code", "clean", "undo", "convert", "compare", "contract"]
)
def test_every_command_has_help_and_a_module(command: str, capsys: Output) -> None:
    assert main([command, "--help"]) == 0
    assert f"usage: datainsight {command}" in capsys.readouterr().out
    assert (Path(grammar.__file__).parent / f"{command}.py").exists()


# simulate-scale


def test_simulate_scale_measures_a_table_and_prints_every_size(source: Path, capsys: Output) -> None:
    assert run("simulate-scale", source, "--json", source.parent / "scale.json") == 0
    printed = capsys.readouterr().out
    assert "Measured here: people.csv, 5 columns, 1 shards" in printed
    assert all(size in printed for size in ("1 GB", "10 GB", "100 GB", "1,000 GB"))
    report = json.loads((source.parent / "scale.json").read_text())
    assert [each["size_bytes"] for each in report["estimates"]] == [10**9, 10**10, 10**11, 10**12]
    assert report["measurement"]["partial_bytes"] > 0


def test_simulate_scale_makes_a_table_of_its_own(capsys: Output) -> None:
    assert run("simulate-scale", "--shard-mebibytes", "1", "--shards", "2", "--json", "-") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["measurement"]["column_count"], report["measurement"]["shards_measured"]) == (30, 2)


def test_simulate_scale_needs_rows(tmp_path: Path, capsys: Output) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("a,b\n")
    assert run("simulate-scale", empty) == 3
    assert "no rows" in one_line(capsys.readouterr().err)


@pytest.mark.parametrize(("arguments", "keys"), [((), []), (("--max-lhs", "3"), [["a", "b", "c"]])])
def test_longer_keys_are_searched_for_where_they_are_asked_for(
    arguments: tuple[str, ...], keys: list[list[str]], tmp_path: Path
) -> None:
    source = tmp_path / "cube.csv"
    rows = [f"{a},{b},{c}" for a in range(3) for b in range(3) for c in range(3)]
    source.write_text("\n".join(["a,b,c", *rows]) + "\n")
    assert run("profile", source, "--json", tmp_path / "p.json", *arguments) == 0
    profile = json.loads((tmp_path / "p.json").read_text())
    assert [key["columns"] for key in profile["keys"]] == keys
    assert profile["relation_search"]["longest_determinant"] == (3 if arguments else 2)
