"""Prints how long a profile takes, as ratios to other readers of the same file in the same run.

    python -m tests.benchmarks.run [--rows 1000000] [--rounds 3] [--large] [--cli COMMAND] [--file FILE ...]

Whole processes are timed, as a user feels them: start of the interpreter, imports, reading, result.
Machines are noisy, so quote the ratios; CPU seconds are less noisy than wall seconds. Peak memory is the
largest resident set. `--large` adds the tables of 10,000,000 rows and the reading of 1 GB. At the end stands
everything once more as the table of docs/PERFORMANCE.md.

How long it takes on two quiet cores: two minutes, with `--large` ten; the first time some more, to write
the tables (6 GB in build/bench, where they stay).
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
GIGABYTE_ROWS = 3_150_000
BASE, PRODUCT = "duckdb summarize", "datainsight profile"
READER, READ = "polars as text", "datainsight reading"
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
READING = """
import sys
from pathlib import Path
from datainsight.reading.source import LocalFile
from datainsight.services.reading import open_reading
for batch in open_reading(LocalFile(Path(sys.argv[1]))).cells(): del batch
"""


@dataclass(frozen=True)
class Run:
    """One process: wall seconds, CPU seconds and peak MB."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Case:
    """A file and what is wanted for it.

    Attributes:
        file: To read.
        title: Of its row in the table.
        target: As the ratio of wall times, or in seconds.
        is_read_only: Whether it is read into cells beside polars, and not profiled beside DuckDB.
    """

    file: Path
    title: str
    target: str
    is_read_only: bool = False

    @property
    def base(self) -> str:
        """What the others are compared with."""
        return READER if self.is_read_only else BASE


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


def cases(rows: int, *, has_large: bool) -> Iterator[Case]:
    """All rows of the table, each file made when its turn comes."""
    yield Case(table(f"mixed-{rows}.csv", rows), f"{rows:,} x 30 CSV", "1.5")
    yield Case(table(f"mixed-{rows}.parquet", rows), "the same as Parquet", "1.2")
    wide = table(f"wide-{WIDE_ROWS}.csv", WIDE_ROWS, WIDE_COLUMNS)
    yield Case(wide, f"{WIDE_ROWS:,} x {WIDE_COLUMNS:,} CSV", "3")
    small = table(f"small-{SMALL_ROWS}.csv", SMALL_ROWS, SMALL_COLUMNS)
    yield Case(small, f"{SMALL_ROWS:,} x {SMALL_COLUMNS} CSV", "0.6 s")
    if has_large:
        yield Case(table(f"mixed-{LARGE_ROWS}.csv", LARGE_ROWS), f"{LARGE_ROWS:,} x 30 CSV", "1.5; 1,500 MB")
        yield Case(table(f"mixed-{LARGE_ROWS}.parquet", LARGE_ROWS), "the same as Parquet", "1.2")
        gigabyte = table(f"mixed-{GIGABYTE_ROWS}.csv", GIGABYTE_ROWS)
        yield Case(gigabyte, "1 GB CSV into cells, beside polars as text", "1.1", is_read_only=True)


def compare(case: Case, cli: Sequence[str], rounds: int) -> dict[str, list[Run]]:
    """Runs all contenders turn and turn about."""
    file = str(case.file)
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            BASE: [sys.executable, "-c", DUCKDB, file],
            "polars parse": [sys.executable, "-c", POLARS, file],
            PRODUCT: [*cli, "profile", file, "--json", f"{folder}/profile.json"],
        }
        if case.is_read_only:
            readers = {READER: POLARS, READ: READING}
            commands = {name: [sys.executable, "-c", code, file] for name, code in readers.items()}
        found: dict[str, list[Run]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                found[name].append(run(command))
    return found


def median(runs: Sequence[Run], figure: str) -> float:
    """The median of a figure of some runs."""
    return float(statistics.median(getattr(each, figure) for each in runs))


def ratio(runs: Sequence[Run], bases: Sequence[Run], figure: str) -> float:
    """The median of the ratios of a figure, run by run."""
    pairs = zip(runs, bases, strict=True)
    return float(statistics.median(getattr(each, figure) / getattr(base, figure) for each, base in pairs))


def report(case: Case, found: dict[str, list[Run]]) -> str:
    """Prints medians and ratios; gives the row of the table of docs/PERFORMANCE.md."""
    bases, against = found[case.base], f"x {case.base.split()[0]}"
    heads = "".join(f"{head:>9}{against:>10}" for head in ("wall s", "cpu s", "peak MB"))
    title = (
        f"{case.title}: {case.file.name} ({case.file.stat().st_size / 2**20:.1f} MiB), target {case.target}"
    )
    lines = [f"\n{title}", f"{'':22}{heads}"]
    for name, runs in found.items():
        figures = (
            f"{median(runs, each):9.2f}{ratio(runs, bases, each):10.2f}" for each in ("wall", "cpu", "peak")
        )
        lines.append(f"{name:22}{''.join(figures)}")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    runs = found[READ if case.is_read_only else PRODUCT]
    seconds = (f"{median(each, 'wall'):.2f} ({median(each, 'cpu'):.2f})" for each in (bases, runs))
    ratios = f"{ratio(runs, bases, 'wall'):.2f} ({ratio(runs, bases, 'cpu'):.2f})"
    return (
        f"| {case.title} | {' | '.join(seconds)} | {ratios} | {median(runs, 'peak'):,.0f} | {case.target} |"
    )


HEADING = """
| table | DuckDB `SUMMARIZE`, wall s (CPU) | `datainsight`, wall s (CPU) | ratio (CPU) | peak MB | target |
|---|---|---|---|---|---|
"""


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--large", action="store_true", help="10,000,000 rows and 1 GB too: 6 GB of disk, 20 minutes"
    )
    parser.add_argument("--cli", default=f"{sys.executable} -m datainsight")
    parser.add_argument("--file", type=Path, nargs="+", help="other files to use (CSV or Parquet)")
    options = parser.parse_args()
    cli = shlex.split(options.cli)
    started = time.perf_counter()
    helped = [run([*cli, "--help"]) for _ in range(2 * options.rounds + 1)]
    seconds, processor = median(helped, "wall"), median(helped, "cpu")
    sys.stdout.write(f"datainsight --help: {seconds:.2f} s ({processor:.2f} CPU)\n")
    given = (Case(each, each.name, "-") for each in options.file or ())
    chosen = given if options.file else cases(options.rows, has_large=options.large)
    rows = [report(case, compare(case, cli, options.rounds)) for case in chosen]
    rows.append(
        f"| `--help` | - | {seconds:.2f} ({processor:.2f}) | - | {median(helped, 'peak'):,.0f} | 0.15 s |"
    )
    sys.stdout.write(HEADING + "\n".join(rows) + "\n")
    sys.stdout.write(f"\nAll of it took {(time.perf_counter() - started) / 60:.1f} minutes.\n")


if __name__ == "__main__":
    main()
