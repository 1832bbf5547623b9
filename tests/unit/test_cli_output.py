"""Files are written whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from datainsight.commands.output import replacing, write_text
from datainsight.errors import UsageError
from datainsight.models.cleaning import CleaningReport, RepairOutcome
from datainsight.models.recommendation import Verification, VerificationStatus
from datainsight.reporting.cleaning_report import cleaning_to_terminal


def test_a_file_takes_its_place_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    with replacing(str(target)) as path:
        path.write_text("new")
        assert target.read_text() == "old"

    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def fail_while_writing(target: Path, error: Exception) -> None:
    with replacing(str(target)) as path:
        path.write_text("half")
        raise error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ZeroDivisionError(), ZeroDivisionError),
        (OSError(errno.ENOSPC, "No space left on device"), UsageError),
        (FileNotFoundError(errno.ENOENT, "the source vanished"), FileNotFoundError),
    ],
)
def test_a_failure_leaves_nothing_behind(error: Exception, expected: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(expected):
        fail_while_writing(tmp_path / "out.csv", error)

    assert list(tmp_path.iterdir()) == []


def test_new_files_have_the_usual_permissions(tmp_path: Path) -> None:
    write_text(str(tmp_path / "out.json"), "{}")
    (tmp_path / "usual").touch()

    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1


def test_a_device_is_written_and_not_replaced() -> None:
    write_text(os.devnull, "text")

    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("target", [".", "missing/folder/out.json", "x" * 300])
def test_what_cannot_be_written_is_wrong_usage(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError):
        write_text(target, "text")


def test_line_breaks_stay_as_they_are(tmp_path: Path) -> None:
    write_text(str(tmp_path / "out.txt"), "a\r\nb\n")

    assert (tmp_path / "out.txt").read_bytes() == b"a\r\nb\n"


def test_cleaning_is_summed_up_in_a_line_for_each_repair() -> None:

    def outcome(operation: str, columns: tuple[str, ...], cells: int, rows: int) -> RepairOutcome:
        return RepairOutcome(
            recommendation_id=operation,
            operation=operation,
            columns=columns,
            cells_changed=cells,
            rows_removed=rows,
            verification=Verification(status=VerificationStatus.VERIFIED),
        )

    report = CleaningReport(
        name="a.csv",
        row_count_before=1_002,
        row_count_after=1_000,
        columns_removed=("notes",),
        repairs=(outcome("map_values", ("city",), 1, 0), outcome("drop_duplicate_rows", (), 0, 2)),
        quarantined_row_count=2,
    )

    assert cleaning_to_terminal(report).splitlines() == [
        "a.csv: 1,002 rows → 1,000 rows, 1 column removed",
        "  Map values in city: 1 cell changed",
        "  Drop duplicate rows: 2 rows removed",
        "  2 rows in quarantine",
    ]
