"""Numbers that break a sum or a product which nearly all rows keep.

Which number of the row is the wrong one, other formulas tell: one that takes part in another formula which
holds in that row is confirmed by it (the fewest numbers that explain all broken edits: Fellegi and Holt,
"A systematic approach to automatic edit and imputation", JASA 71, 1976). Where that does not tell, the result
is named.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from datainsight.models.suspects import Contradiction, Reason
from datainsight.profiling.relations.arithmetic import Formula, Operand
from datainsight.profiling.relations.features import Features
from datainsight.profiling.suspects.cases import told_by_rows
from datainsight.profiling.suspects.thresholds import RELATIONS

_REASONS: dict[tuple[str, bool], Reason] = {
    ("sum", True): "off_sum",
    ("sum", False): "off_difference",
    ("product", True): "off_product",
    ("product", False): "off_quotient",
}
"""By the operation, and whether its result is the wrong number."""

_Row = tuple[int, float, str, int]
_Standing = dict[str, npt.NDArray[np.int64]]


def off_formula(features: Features, formulas: Sequence[Formula]) -> Iterator[Contradiction]:
    """The numbers that break formulas, formula by formula and column by column.

    Args:
        features: The sampled rows.
        formulas: What most rows may keep.
    """
    held = [each for each in formulas if _holds(each, features)]
    standing = _standing(held, features)
    results: set[str] = set()
    told: set[tuple[str, int]] = set()
    for formula in sorted(held, key=lambda each: int((each.is_judged & ~each.is_kept).sum())):
        if formula.result.feature.name not in results:  # of two for one column the one that fewer rows break
            results.add(formula.result.feature.name)
            yield from _broken(features, formula, standing, told)


def _holds(formula: Formula, features: Features) -> bool:
    """Whether so few of so many rows break it that these are mistakes."""
    weights = features.weights
    judged, told = int(weights[formula.is_judged].sum()), int(weights[formula.is_told].sum())
    broken = formula.is_judged & ~formula.is_kept
    return (
        told >= max(RELATIONS.formula_rows, RELATIONS.formula_told_share * judged)
        and int(weights[broken].sum()) <= RELATIONS.formula_broken_share * judged
        and int(weights[broken & formula.is_told].sum()) <= RELATIONS.formula_broken_share * told
        and np.unique(formula.result.numbers[formula.is_told & formula.is_kept]).size
        >= RELATIONS.formula_values
    )


def _standing(held: Sequence[Formula], features: Features) -> _Standing:
    """For each column, row by row: formulas with it that hold, less those that are broken."""
    standing: _Standing = defaultdict(lambda: np.zeros(features.weights.size, np.int64))
    for formula in held:
        for operand in formula.operands:
            standing[operand.feature.name] += np.where(formula.is_kept, 1, np.where(formula.is_judged, -1, 0))
    return standing


def _broken(
    features: Features, formula: Formula, standing: _Standing, told: set[tuple[str, int]]
) -> Iterator[Contradiction]:
    """Of rows that break the formula, the number to blame, unless another formula has told it already."""
    rows = np.flatnonzero(formula.is_judged & ~formula.is_kept)
    kept = int(features.weights[formula.is_kept].sum())
    by_operand: dict[int, list[_Row]] = defaultdict(list)
    for row in rows.tolist():
        stands = [int(standing[operand.feature.name][row]) for operand in formula.operands]
        worst = [place for place, stand in enumerate(stands) if stand == min(stands)]
        blamed = worst[-1]  # the result, if it is among them
        cell = (formula.operands[blamed].feature.name, row)
        if cell in told:
            continue
        told.add(cell)
        probability = RELATIONS.formula_confidence if len(worst) == 1 else RELATIONS.formula_unsure_confidence
        by_operand[blamed].append((row, probability, _expected(formula, blamed, row), kept))
    for blamed, cells in sorted(by_operand.items()):
        wrong = formula.operands[blamed]
        is_result = wrong is formula.result
        others = (
            (formula.first, formula.second) if is_result else (formula.result, formula.operands[1 - blamed])
        )
        yield from told_by_rows(
            features,
            wrong.feature,
            [other.feature for other in others],
            _REASONS[formula.operation, is_result],
            cells,
        )


def _expected(formula: Formula, blamed: int, row: int) -> str:
    """The number that would keep the formula, with as many decimals as its column; "" where none would."""
    first, second, result = (float(operand.numbers[row]) for operand in formula.operands)
    is_sum = formula.operation == "sum"
    if blamed == len(formula.operands) - 1:
        number = first + second if is_sum else first * second
    else:
        other = (first, second)[1 - blamed]
        number = result - other if is_sum else (result / other if other else np.nan)
    return _written(number, formula.operands[blamed])


def _written(number: float, operand: Operand) -> str:
    if not np.isfinite(number):
        return ""
    return f"{number:.{operand.decimals}f}" if operand.decimals is not None else f"{number:.6g}"
