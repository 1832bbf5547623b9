"""Suspicious cells of sampled rows as the texts that stand in them."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from datainsight.models.suspects import ContradictedValue, Contradiction, Reason
from datainsight.profiling.relations.features import Feature, Features
from datainsight.profiling.suspects.thresholds import RELATIONS

Places = npt.NDArray[np.int64]


def told_by_rows(
    features: Features,
    dependent: Feature,
    determinant: Sequence[Feature],
    reason: Reason,
    rows: Sequence[tuple[int, float, str, int]],
) -> Iterator[Contradiction]:
    """The cells of one column that others of their rows speak against.

    Args:
        features: The sampled rows.
        dependent: The column of the cells.
        determinant: The columns that speak.
        reason: Why.
        rows: Place of each row, the probability that its cell is wrong, what belongs there ("" where nobody
            knows) and how many rows say so.

    Yields:
        One, or none where no text is known in full.
    """
    columns = (*determinant, dependent)
    places = np.array([place for place, *_ in rows], np.int64)
    told = [column.texts.take(places).to_list() for column in columns]
    cases: dict[tuple[str, ...], ContradictedValue] = {}
    for number, (place, probability, usual, usual_count) in enumerate(rows):
        texts = tuple(column[number] for column in told)
        if any(len(text) >= features.cut for text in texts):
            continue
        known = cases.get(texts)
        count = int(features.weights[place]) + (known.count if known else 0)
        cases[texts] = ContradictedValue(
            given=texts[:-1],
            value=texts[-1],
            count=count,
            usual=usual,
            usual_count=usual_count,
            probability=round(probability, 3),
        )
    values = sorted(cases.values(), key=lambda each: (-each.probability, each.given, each.value))
    if values:
        yield Contradiction(
            determinant=tuple(column.name for column in determinant),
            dependent=dependent.name,
            reason=reason,
            values=tuple(values[: RELATIONS.listed_cases]),
        )
