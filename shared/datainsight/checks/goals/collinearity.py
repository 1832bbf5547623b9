"""Variance inflation factors from the correlations of a profile.

The factor of a column is the diagonal element of the inverse of the correlation matrix (Marquardt 1970).
"""

from collections.abc import Sequence

from datainsight.models.profile import TableProfile

_SMALLEST_PIVOT = 1e-9
_MOST_COLUMNS = 60
"""More columns take long to invert without a library for it, which functions that only read do not carry."""

Matrix = list[list[float]]


def inflation(profile: TableProfile, names: Sequence[str], limit: float) -> dict[str, float | None]:
    """The columns to leave out, one after another, until no factor is above the limit.

    Args:
        profile: With Pearson's correlations of all these columns; a column without one is left aside.
        names: Columns of numbers.
        limit: Largest factor that is no matter.

    Returns:
        The factor each had when its turn came; None where it follows exactly.
    """
    known = {
        frozenset((each.left, each.right)): each.value
        for each in profile.correlations
        if each.method == "pearson" and each.value is not None
    }
    left = [name for name in names if any(name in pair for pair in known)][:_MOST_COLUMNS]
    found: dict[str, float | None] = {}
    while len(left) > 1:
        factors = _factors([[_value(known, row, column) for column in left] for row in left])
        worst = max(
            range(len(left)), key=lambda place: (factors[place] is None, factors[place] or 0.0, place)
        )
        factor = factors[worst]
        if factor is not None and factor <= limit:
            break
        found[left.pop(worst)] = factor
    return found


def _value(known: dict[frozenset[str], float], row: str, column: str) -> float:
    return 1.0 if row == column else known.get(frozenset((row, column)), 0.0)


def _factors(matrix: Matrix) -> list[float | None]:
    """1 / (1 - R²) of each column on all others; None where the others give it exactly."""
    factors: list[float | None] = []
    for place in range(len(matrix)):
        unexplained = _unexplained(matrix, place)
        factors.append(None if unexplained <= _SMALLEST_PIVOT else max(1 / unexplained, 1.0))
    return factors


def _unexplained(matrix: Matrix, place: int) -> float:
    """The share of a column's variance that the others leave: the last pivot of Gauss' elimination.

    Others that follow from one another add nothing and are passed over, so they do not blame this one.
    """
    order = [other for other in range(len(matrix)) if other != place]
    rows = [[matrix[row][column] for column in (*order, place)] for row in (*order, place)]
    for step in range(len(rows) - 1):
        pivot = rows[step][step]
        if pivot <= _SMALLEST_PIVOT:
            continue
        for row in rows[step + 1 :]:
            factor = row[step] / pivot
            if factor:
                for column in range(step, len(row)):
                    row[column] -= factor * rows[step][column]
    return rows[-1][-1]
