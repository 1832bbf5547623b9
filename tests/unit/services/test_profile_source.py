"""Profiling in one process gives what the stages give one by one, however the table is cut."""

from pathlib import Path

import pytest

from datainsight.codegen.runtimes import DUCKDB, installed
from datainsight.codegen.verify import verify
from datainsight.errors import SourceNotFoundError
from datainsight.insight.rules import write_insight
from datainsight.models.dataset import Shard
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.models.profile import DatasetFacts
from datainsight.profiling import storing
from datainsight.profiling.conclude import conclude
from datainsight.profiling.measure import measure
from datainsight.profiling.partial import merge_all
from datainsight.reading.frames import read_shard
from datainsight.reading.source import LocalFile
from datainsight.reading.split import split
from datainsight.recommending.assess import assess
from datainsight.semantics.lexicon import lexicon
from datainsight.services import judge_table
from datainsight.services.profile_source import analyse, analyse_reading
from datainsight.services.reading import Reading, open_reading
from tests.unit.reading.workbooks import xlsx


@pytest.fixture
def source(tmp_path: Path) -> LocalFile:
    lines = [
        f'{row},"Street {row},\n{row % 9}",{"n/a" if row % 17 == 0 else row * 0.5},'
        f"{'yes' if row % 3 else 'no'}"
        for row in range(600)
    ]
    path = tmp_path / "table.csv"
    path.write_text("\n".join(["id,street,amount,flag", *lines, lines[0]]) + "\n", encoding="utf-8")
    return LocalFile(path)


def through_json(document: ProfileDocument) -> ProfileDocument:
    return ProfileDocument.model_validate_json(document.model_dump_json())


def stage_by_stage(reading: Reading, goal: Goal) -> ProfileDocument:
    """As the state machine does it: everything between two stages is bytes."""
    stored = [
        storing.pack(merge_all(map(measure, read_shard(reading.source, reading.description, shard))))
        for shard in reading.shards
    ]
    profile = conclude(merge_all(storing.unpack(each) for each in stored), reading.description)
    assessed = through_json(assess(profile, goal))
    verified = through_json(verify(assessed, reading.batches, runtimes=installed(DUCKDB)))
    return verified.model_copy(update={"insight": write_insight(assessed)})


@pytest.mark.parametrize("goal", [Goal.GENERAL_AUDIT, Goal.ML_PREPARATION])
def test_one_process_and_the_stages_give_the_same_document(source: LocalFile, goal: Goal) -> None:
    whole = open_reading(source)
    shards = split(source, whole.description, target_bytes=2_000)
    assert len(shards) > 3

    staged = stage_by_stage(Reading(source, whole.description, shards), goal)
    direct = analyse(source, goal)

    assert staged.issues == direct.issues
    assert staged.quality == direct.quality
    assert staged.insight == direct.insight
    assert staged.recommendations == direct.recommendations
    assert [column.null_count for column in staged.columns] == [
        column.null_count for column in direct.columns
    ]
    assert [column.mean for column in staged.columns] == [
        None if column.mean is None else pytest.approx(column.mean, rel=1e-12) for column in direct.columns
    ]


def test_counts_what_is_there(source: LocalFile) -> None:
    document = analyse(source)

    assert document.dataset.row_count == 601
    assert document.dataset.duplicate_row_count == 1
    assert document.column("amount").null_count == 37


def test_tells_what_it_does(source: LocalFile) -> None:
    told: list[tuple[str, int, int]] = []
    analyse(source, progress=lambda stage, done=0, total=0: told.append((stage, done, total)))

    assert told[0][0] == "Looking at the file"
    assert ("Measuring", source.size_bytes, source.size_bytes) in told
    assert told[-1][0] == "Trying the repairs"


def test_a_table_without_rows_has_a_profile(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("a,b\n")
    document = analyse(LocalFile(tmp_path / "empty.csv"))

    assert document.dataset.row_count == 0
    assert [column.name for column in document.columns] == ["a", "b"]


def test_what_was_assumed_about_a_workbook_stands_in_its_profile(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(xlsx({"Orders": [["id", "day"], [1, 2], [3, 4], [5, 6]], "Notes": [["n"], [1]]}))
    dataset = analyse(LocalFile(path)).dataset

    assert dataset.sheet == "Orders"
    assert dataset.sheets == ("Orders", "Notes")
    assert dataset.assumptions[0].startswith("The sheet 'Orders' was read")


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFoundError):
        LocalFile(tmp_path / "missing.csv")


def test_shards_cover_all_rows_in_order(source: LocalFile) -> None:
    reading = open_reading(source)

    assert [shard.index for shard in reading.shards] == list(range(len(reading.shards)))
    assert isinstance(reading.shards[0], Shard)
    assert sum(batch.frame.height for batch in reading.batches()) == 601


def test_what_conclusions_need_is_made_while_a_long_table_is_measured(
    source: LocalFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[str] = []
    monkeypatch.setattr(judge_table, "prepare", lambda: prepared.append("prepared"))
    whole = open_reading(source)
    in_parts = Reading(source, whole.description, split(source, whole.description, target_bytes=2_000))

    assert analyse_reading(whole, Goal.GENERAL_AUDIT).dataset == whole_dataset(in_parts)
    assert prepared == ["prepared"]


def whole_dataset(reading: Reading) -> DatasetFacts:
    return analyse_reading(reading, Goal.GENERAL_AUDIT).dataset


def test_preparing_loads_the_known_words_and_changes_no_result(source: LocalFile) -> None:
    before = analyse(source)
    lexicon.cache_clear()

    judge_table.prepare()

    assert lexicon.cache_info().currsize == 1
    assert analyse(source) == before
