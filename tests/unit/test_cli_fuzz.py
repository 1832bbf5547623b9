"""Damaged files of every format: a table, or one clear line and the right exit code, never a crash."""

import gzip
import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datainsight.cli import main
from tests.data.hostile.make_hostile import HOSTILE
from tests.unit.reading.workbooks import ods, xlsx

FRAME = pl.DataFrame(
    {
        "id": list(range(30)),
        "town": [f'Town "{n % 7}", é' for n in range(30)],
        "amount": [n / 4 for n in range(30)],
    }
)
CSV = FRAME.write_csv().encode()
RECORDS = json.dumps([{**row, "place": {"x": [1, None]}} for row in FRAME.to_dicts()]).encode()
CELLS = [["id", "town", "amount"], *map(list, FRAME.rows())]
READ, UNREADABLE, REFUSED = 0, 3, 4


def _written(write: Callable[[BytesIO], object]) -> bytes:
    target = BytesIO()
    write(target)
    return target.getvalue()


def _zipped(members: dict[str, bytes]) -> bytes:
    def write(target: BytesIO) -> None:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)

    return _written(write)


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


FILES = {
    "t.csv": CSV,
    "t.utf16.csv": CSV.decode().encode("utf-16"),
    "t.csv.gz": gzip.compress(CSV),
    "t.csv.zst": zstandard.compress(CSV),
    "t.json": RECORDS,
    "t.ndjson": "".join(json.dumps(each) + "\n" for each in FRAME.to_dicts()).encode(),
    "t.xlsx": xlsx({"S": CELLS}),
    "t.ods": ods(CELLS),
    "t.parquet": _written(FRAME.write_parquet),
    "t.arrow": _written(FRAME.write_ipc),
    "t.zip": _zipped({"t.csv": CSV}),
}
ZIPPED = ("t.xlsx", "t.ods")

DAMAGE = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "drop", "repeat", "insert"]),
        st.floats(0, 1, exclude_max=True),
        st.binary(min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=4,
)


def damaged(data: bytes, damage: list[tuple[str, float, bytes]]) -> bytes:
    """The bytes after some accidents, each at a place given as a share of the length."""
    for kind, share, extra in damage:
        place = int(share * len(data))
        piece = data[place : place + 40]
        match kind:
            case "flip":
                data = data[:place] + extra + data[place + len(extra) :]
            case "cut":
                data = data[:place]
            case "drop":
                data = data[:place] + data[place + 40 :]
            case "repeat":
                data = data[:place] + piece * (1 + extra[0] % 50) + data[place:]
            case _:
                data = data[:place] + extra + data[place:]
    return data


def assert_told(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = path.parent / "read.csv"
    code = main(["convert", str(path), "--output", str(target)])
    told = capsys.readouterr().err
    assert code in (READ, UNREADABLE, REFUSED), told
    assert "Traceback" not in told
    if code != READ:
        assert path.name in told
        assert len(told.splitlines()) <= 3


SLOW = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("name", FILES)
@SLOW
@given(damage=DAMAGE)
def test_damaged_bytes(
    name: str, damage: list[tuple[str, float, bytes]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(damaged(FILES[name], damage))
    assert_told(path, capsys)


@pytest.mark.parametrize("name", ZIPPED)
@SLOW
@given(damage=DAMAGE, place=st.integers(0, 20))
def test_damaged_parts_of_a_workbook(
    name: str,
    damage: list[tuple[str, float, bytes]],
    place: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    members = _members(FILES[name])
    part = sorted(members)[place % len(members)]
    path = tmp_path / name
    path.write_bytes(_zipped(members | {part: damaged(members[part], damage)}))
    assert_told(path, capsys)


@pytest.mark.parametrize(
    "ending", ["csv", "json", "ndjson", "xlsx", "xls", "xlsb", "ods", "parquet", "arrow", "gz", "zip"]
)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_under_any_name(
    name: str, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"file.{ending}"
    path.write_bytes(HOSTILE[name]())
    assert_told(path, capsys)
