"""How sure a semantic type is: of a hundred columns that are told with 0.9, about ninety are right.

Candidates are compared by points, which say which is likelier, not how likely it is. The knots below turn the
points of the best one into a probability. They come from labelled tables of the open sets, with and without
headers, by `python -m tests.benchmarks.confidence`; docs/PROFILE.md has the table.
"""

from bisect import bisect_right

KNOTS = ((0.5, 0.65), (0.55, 0.83), (0.6, 0.9), (0.7, 0.95), (0.8, 0.96), (0.95, 0.98), (1.0, 0.99))
"""Points, and the share of right types among columns with so many; in between by straight lines."""


def probability(points: float) -> float:
    """0..1, to two decimals; at most what the best columns reach."""
    place = min(max(bisect_right([knot for knot, _ in KNOTS], points), 1), len(KNOTS) - 1)
    (low, under), (high, above) = KNOTS[place - 1], KNOTS[place]
    share = min(max((points - low) / (high - low), 0.0), 1.0)
    return round(under + share * (above - under), 2)
