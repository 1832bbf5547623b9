"""The command line as a process: pipes, signals, encodings."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "datainsight"]


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "shared"), **changes}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "größe.csv"
    path.write_text("größe,名前\n" + "".join(f"{row},x{row}\n" for row in range(500)), encoding="utf-8")
    return path


def test_reads_a_pipe_and_writes_utf8_json(source: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "profile", "-", "--json", "-"],
        input=source.read_bytes(),
        env=environment(LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"),
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0
    assert done.stderr == b""
    assert [column["name"] for column in json.loads(done.stdout)["columns"]] == ["größe", "名前"]


def test_a_terminal_that_cannot_show_a_character_gets_a_question_mark(source: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "profile", source],
        env=environment(LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"),
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0
    assert b"gr??e" in done.stdout or b"gr?" in done.stdout


def test_a_reader_that_leaves_early_is_no_error(source: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "profile", source, "--json", "-"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        error = process.stderr.read()
        process.wait()

    assert process.returncode == 0
    assert error == b""


def test_no_progress_where_nobody_watches(source: Path) -> None:
    done = subprocess.run([*COMMAND, "issues", source], env=environment(), capture_output=True, check=False)

    assert done.returncode == 0
    assert done.stderr == b""


def test_progress_on_a_terminal_erases_itself(source: Path) -> None:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "profile", source, "--json", os.devnull],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=slave,
        check=False,
    )
    os.close(slave)
    shown = os.read(master, 65_536).decode("utf-8")
    os.close(master)

    assert done.returncode == 0
    assert "Measuring" in shown
    assert shown.endswith("\r\x1b[2K")


def test_what_a_command_registered_for_the_end_is_done_and_its_output_arrives() -> None:
    program = """
import atexit, sys, tempfile
from datainsight import cli

def command() -> int:
    folder = tempfile.TemporaryDirectory()
    atexit.register(sys.stdout.write, "last words")
    sys.stdout.write(folder.name + " ")
    return cli.REFUSED

cli.main = command
cli.run_process()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True, check=False
    )

    folder, last_words = done.stdout.split(" ", 1)
    assert done.returncode == 4
    assert last_words == "last words"
    assert not Path(folder).exists()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted as Linux lists them")
def test_numpy_loads_without_threads_of_its_own() -> None:
    program = """
import os
from datainsight import cli

cli.main(["--version"])
import numpy

assert numpy.__version__
print(len(os.listdir("/proc/self/task")))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, check=False
    )

    assert done.stderr == b""
    assert done.stdout.splitlines()[-1] == b"1"
