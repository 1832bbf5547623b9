"""How far the confidence of cells can be believed: `python -m tests.benchmarks.cell_confidence FOLDER`.

FOLDER holds tables at any depth: `dirty*.csv` or `raw.csv` beside `clean.csv`, aligned cell by cell. A cell
is wrong where its text differs from the clean one; where the two differ in blanks, case or the notation of a
number alone, it is left out, since some makers count that and others do not.

Prints how many of the cells of each confidence are wrong, the expected calibration error (Naeini et al. 2015)
of all, of those that are listed and of each set, and for each kind the mean confidence beside what is wrong.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from datainsight.checks.cells import suspicious_cells
from datainsight.models.issue import Goal
from datainsight.reading.source import LocalFile
from datainsight.recommending.assess import assess
from datainsight.services.profile_source import measure_reading
from datainsight.services.reading import open_reading

BINS = 10


@dataclass(frozen=True)
class Suspected:
    """A suspicious cell: the set it is from, its kind, how sure that was, and whether it is wrong."""

    set_name: str
    kind: str
    confidence: float
    is_wrong: bool


def suspected_cells(folder: Path) -> Iterator[Suspected]:
    """The suspicious cells of all tables of a folder."""
    for clean in sorted(folder.rglob("clean.csv")):
        with clean.open(newline="", encoding="utf-8") as stream:
            right = list(csv.reader(stream))[1:]
        for path in sorted((*clean.parent.glob("dirty*.csv"), *clean.parent.glob("raw.csv"))):
            with path.open(newline="", encoding="utf-8") as stream:
                read = list(csv.reader(stream))[1:]
            if [len(row) for row in read] == [len(row) for row in right]:
                yield from _of_table(path.relative_to(folder).parts[0], path, read, right)


def _of_table(
    name: str, path: Path, read: Sequence[Sequence[str]], right: Sequence[Sequence[str]]
) -> Iterator[Suspected]:
    reading = open_reading(LocalFile(path))
    document = assess(measure_reading(reading), Goal.GENERAL_AUDIT)
    for cell in suspicious_cells(document, open_reading(LocalFile(path)).batches(), all_cells=True):
        told, meant = read[cell.row][cell.position], right[cell.row][cell.position]
        if told == meant or _plain(told) != _plain(meant):
            yield Suspected(name, cell.kind, cell.confidence, told != meant)


def _plain(text: str) -> str:
    """What is said, whatever the notation."""
    squeezed = "".join(text.split()).casefold()
    try:
        return repr(float(squeezed.rstrip("%")))
    except ValueError:
        return squeezed


def calibration_error(cells: Sequence[Suspected]) -> float:
    """Mean distance between confidence and share of wrong cells over the bins."""
    return sum(
        len(own) / len(cells) * abs(_mean(own) - _share(own)) for own in _binned(cells).values() if own
    )


def _binned(cells: Sequence[Suspected]) -> dict[int, list[Suspected]]:
    bins: dict[int, list[Suspected]] = defaultdict(list)
    for cell in cells:
        bins[min(int(cell.confidence * BINS), BINS - 1)].append(cell)
    return dict(sorted(bins.items()))


def _mean(cells: Sequence[Suspected]) -> float:
    return sum(cell.confidence for cell in cells) / len(cells)


def _share(cells: Sequence[Suspected]) -> float:
    return sum(cell.is_wrong for cell in cells) / len(cells)


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    cells = list(suspected_cells(parser.parse_args().folder))
    write = sys.stdout.write
    write("| confidence | cells | mean confidence | wrong |\n|---|---|---|---|\n")
    for number, own in _binned(cells).items():
        write(f"| from {number / BINS:g} | {len(own)} | {_mean(own):.3f} | {_share(own):.3f} |\n")
    sets = {
        name: [each for each in cells if each.set_name == name]
        for name in sorted({each.set_name for each in cells})
    }
    write(f"\nexpected calibration error {calibration_error(cells):.3f} over {len(cells)} cells")
    listed = [each for each in cells if each.confidence >= 0.5]
    write(f", {calibration_error(listed):.3f} over the {len(listed)} that are listed\n")
    for name, own in sets.items():
        write(f"{name}: {calibration_error(own):.3f} over {len(own)}\n")
    write("\n| kind | cells | mean confidence | wrong |\n|---|---|---|---|\n")
    for kind in sorted({each.kind for each in cells}):
        own = [each for each in cells if each.kind == kind]
        write(f"| {kind} | {len(own)} | {_mean(own):.3f} | {_share(own):.3f} |\n")


if __name__ == "__main__":
    main()
