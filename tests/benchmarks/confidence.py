"""How far the confidence of semantic types can be believed: `python -m tests.benchmarks.confidence FOLDER`.

FOLDER holds one folder a set of labelled tables: `mapping.csv` (label,types: the semantic types that a label
accepts, "-" for none) with `tables.jsonl` ({"headers", "rows", "labels"} a line, headers null where there are
none) or `table.csv`, whose headers are its labels. Tables with headers are looked at without them too.

Prints the reliability table, and the error of each set; with `--fit` also what knots of all other sets leave
of it, and the knots for `datainsight.semantics.calibration`.
"""

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from datainsight.reading.source import LocalFile
from datainsight.semantics.calibration import KNOTS
from datainsight.services.profile_source import measure_reading
from datainsight.services.reading import open_reading

BINS = (0.0, 0.6, 0.8, 0.9, 0.95, 0.975, 1.01)
PLACES = (0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.95)
"""Points at which knots are set."""
PRIOR_COLUMNS, PRIOR_RIGHT = 4, 2
"""Columns that are added to those of each knot, half of them right: few columns prove little."""


@dataclass(frozen=True)
class Told:
    """A column of which a type was told.

    Attributes:
        set_name: Where it is from.
        confidence: How sure the type was.
        is_right: Whether the label accepts it.
    """

    set_name: str
    confidence: float
    is_right: bool


def told_columns(folder: Path) -> Iterator[Told]:
    """All columns of a set that have a label and were given a type."""
    with (folder / "mapping.csv").open(newline="", encoding="utf-8") as stream:
        accepted = {row["label"]: row["types"].split() for row in csv.DictReader(stream)}
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "table.csv"
        for headers, rows, labels in _tables(folder):
            with path.open("w", newline="", encoding="utf-8") as stream:
                csv.writer(stream).writerows([headers, *rows])
            for column in measure_reading(open_reading(LocalFile(path))).columns:
                label = labels[column.position] if column.position < len(labels) else ""
                if column.semantic_type is not None and label in accepted:
                    is_right = column.semantic_type in accepted[label]
                    yield Told(folder.name, column.semantic_confidence, is_right)


def _tables(folder: Path) -> Iterator[tuple[list[str], list[list[str]], list[str]]]:
    listing = folder / "tables.jsonl"
    if listing.is_file():
        for line in listing.read_text("utf-8").splitlines():
            entry = json.loads(line)
            labels = entry["labels"]
            if entry["headers"] is not None:
                yield entry["headers"], entry["rows"], labels
            yield _silent(len(labels)), entry["rows"], labels
        return
    with (folder / "table.csv").open(newline="", encoding="utf-8") as stream:
        labels, *rows = csv.reader(stream)
    yield labels, rows, labels
    yield _silent(len(labels)), rows, labels


def _silent(count: int) -> list[str]:
    return [f"column_{place}" for place in range(count)]


def reliability(told: Sequence[Told]) -> Iterator[tuple[float, float, int, float, float]]:
    """For each bin with columns: its ends, their number, mean confidence and the share that is right."""
    for low, high in pairwise(BINS):
        within = [each for each in told if low <= each.confidence < high]
        if within:
            sure = float(np.mean([each.confidence for each in within]))
            yield low, min(high, 1.0), len(within), sure, float(np.mean([each.is_right for each in within]))


def calibration_error(told: Sequence[Told]) -> float:
    """Mean distance between confidence and share of right ones over the bins (Naeini et al. 2015)."""
    return sum(count * abs(sure - right) for _, _, count, sure, right in reliability(told)) / max(
        len(told), 1
    )


def fitted(told: Sequence[Told]) -> list[tuple[float, float]]:
    """Knots that never fall: the share of right ones among the columns nearest to each place."""
    points = _points(told)
    nearest = np.abs(points[:, None] - np.array(PLACES)).argmin(axis=1)
    right = np.array([each.is_right for each in told])
    counts = np.bincount(nearest, minlength=len(PLACES)) + PRIOR_COLUMNS
    hits = np.bincount(nearest, weights=right, minlength=len(PLACES)) + PRIOR_RIGHT
    return list(zip(PLACES, _rising(hits / counts, counts.astype(np.float64)), strict=True))


def _points(told: Sequence[Told]) -> npt.NDArray[np.float64]:
    """What the knots made these confidences of."""
    places, shares = zip(*KNOTS, strict=True)
    return np.asarray(np.interp([each.confidence for each in told], shares, places), np.float64)


def _retold(told: Sequence[Told], knots: Sequence[tuple[float, float]]) -> list[Told]:
    """The same columns, as sure as other knots make them."""
    places, shares = zip(*knots, strict=True)
    sure = np.interp(_points(told), places, shares)
    return [replace(each, confidence=float(new)) for each, new in zip(told, sure, strict=True)]


def _rising(shares: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> list[float]:
    """Isotonic regression by pooling adjacent violators."""
    pools: list[tuple[float, float, int]] = []
    for share, weight in zip(shares.tolist(), weights.tolist(), strict=True):
        pools.append((share, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (first, before, some), (second, after, more) = pools[-2:]
            pools[-2:] = [((first * before + second * after) / (before + after), before + after, some + more)]
    return [round(share, 3) for share, _, size in pools for _ in range(size)]


def main() -> None:
    """Prints the table of all sets together, and the error of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fit", action="store_true", help="print knots, and how they do elsewhere")
    options = parser.parse_args()
    sets = sorted(path.parent for path in options.folder.glob("*/mapping.csv"))
    told = [each for folder in sets for each in told_columns(folder)]
    write = sys.stdout.write
    write("| confidence | columns | mean confidence | right |\n|---|---|---|---|\n")
    for low, high, count, sure, right in reliability(told):
        write(f"| {low:g} to {high:g} | {count} | {sure:.3f} | {right:.3f} |\n")
    write(f"\nexpected calibration error {calibration_error(told):.3f} over {len(told)} columns\n")
    for name in sorted({each.set_name for each in told}):
        own = [each for each in told if each.set_name == name]
        write(f"{name}: {calibration_error(own):.3f} over {len(own)}\n")
        if options.fit:
            others = fitted([each for each in told if each.set_name != name])
            write(f"    {calibration_error(_retold(own, others)):.3f} by the knots of the other sets\n")
    if options.fit:
        write(f"knots: {fitted(told)}\n")


if __name__ == "__main__":
    main()
