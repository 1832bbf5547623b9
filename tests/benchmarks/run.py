"""Prints how long a profile takes, as ratios to other readers of the same file in the same run.

    python -m tests.benchmarks.run [--rows 1000000] [--rounds 3] [--large] [--cli COMMAND] [--file FILE ...]

Whole processes are timed, as a user feels them: start of the interpreter, imports, reading, result.
Machines are noisy, so quote the ratios; CPU seconds are less noisy than wall seconds. Peak memory is the
largest resident set.
"""

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build" / "bench"
SMALL_ROWS, SMALL_COLUMNS, LARGE_ROWS = 1000, 20, 10_000_000
WIDE_ROWS, WIDE_COLUMNS = 10_000, 1000
BASE = "duckdb summarize"
DUCKDB = """
import duckdb, sys
duckdb.sql("SET enable_progress_bar = false")
duckdb.sql(f"SUMMARIZE SELECT * FROM '{sys.argv[1]}'").fetchall()
"""
POLARS = """
import polars, sys
path = sys.argv[1]
polars.read_parquet(path) if path.endswith(".parquet") else polars.read_csv(path, infer_schema=False)
"""


@dataclass(frozen=True)
class Run:
    """One process: wall seconds, CPU seconds and peak MB."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str]) -> Run:
    """Times a process; ends the benchmark where it fails."""
    started = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    process = os.posix_spawn(command[0], list(command), os.environ, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    if status != 0:
        sys.exit(f"failed with status {os.waitstatus_to_exitcode(status)}: {shlex.join(command)}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def table(name: str, rows: int, *columns: int) -> Path:
    """A generated table, made by another process: a child is charged with the memory of its parent."""
    path = CACHE / name
    command = [sys.executable, "-m", "tests.benchmarks.table", str(path), *map(str, (rows, *columns))]
    subprocess.run(command, check=True, cwd=ROOT)
    return path


def tables(rows: int, *, has_large: bool) -> Iterator[Path]:
    """All tables of the benchmark, each made when its turn comes."""
    yield table(f"mixed-{rows}.csv", rows)
    yield table(f"mixed-{rows}.parquet", rows)
    yield table(f"wide-{WIDE_ROWS}.csv", WIDE_ROWS, WIDE_COLUMNS)
    yield table(f"small-{SMALL_ROWS}.csv", SMALL_ROWS, SMALL_COLUMNS)
    if has_large:
        yield table(f"mixed-{LARGE_ROWS}.csv", LARGE_ROWS)


def compare(file: Path, cli: Sequence[str], rounds: int) -> dict[str, list[Run]]:
    """Runs all contenders turn and turn about."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            BASE: [sys.executable, "-c", DUCKDB, str(file)],
            "polars parse": [sys.executable, "-c", POLARS, str(file)],
            "datainsight profile": [*cli, "profile", str(file), "--json", f"{folder}/profile.json"],
        }
        found: dict[str, list[Run]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                found[name].append(run(command))
    return found


def report(title: str, found: dict[str, list[Run]]) -> None:
    """Prints medians and ratios."""
    heads = "".join(f"{head:>9}{'x duckdb':>10}" for head in ("wall s", "cpu s", "peak MB"))
    lines = [f"\n{title}", f"{'':22}{heads}"]
    for name, runs in found.items():
        line = f"{name:22}"
        for figure in ("wall", "cpu", "peak"):
            values = [getattr(each, figure) for each in runs]
            bases = [getattr(each, figure) for each in found[BASE]]
            ratio = statistics.median(value / base for value, base in zip(values, bases, strict=True))
            line += f"{statistics.median(values):9.2f}{ratio:10.2f}"
        lines.append(line)
    sys.stdout.write("\n".join(lines) + "\n")


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--large", action="store_true", help="10,000,000 rows too: 3 GB of disk, some minutes"
    )
    parser.add_argument("--cli", default=f"{sys.executable} -m datainsight")
    parser.add_argument("--file", type=Path, nargs="+", help="other files to use (CSV or Parquet)")
    options = parser.parse_args()
    cli = shlex.split(options.cli)
    help_seconds = statistics.median(run([*cli, "--help"]).wall for _ in range(2 * options.rounds + 1))
    sys.stdout.write(f"datainsight --help: {help_seconds:.2f} s\n")
    for file in options.file or tables(options.rows, has_large=options.large):
        title = f"{file.name} ({file.stat().st_size / 2**20:.1f} MiB)"
        report(title, compare(file, cli, options.rounds))


if __name__ == "__main__":
    main()
