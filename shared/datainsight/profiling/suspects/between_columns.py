"""All suspicions that arise between the columns of a row, besides those of dependencies."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from datainsight.models.profile import ColumnProfile
from datainsight.models.suspects import Contradiction
from datainsight.profiling.relations.arithmetic import Formula
from datainsight.profiling.relations.features import Features
from datainsight.profiling.relations.out_of_order import out_of_order
from datainsight.profiling.suspects.off_formula import off_formula
from datainsight.profiling.suspects.off_pattern import off_pattern
from datainsight.profiling.suspects.outside_group import outside_group
from datainsight.profiling.suspects.swapped import swapped_values
from datainsight.profiling.suspects.unreferenced import unreferenced
from datainsight.profiling.suspects.value_rules import broken_value_rules

if TYPE_CHECKING:
    from datainsight.profiling.partial import Partial


def between_columns(
    partial: "Partial", profiles: Sequence[ColumnProfile], features: Features, formulas: Sequence[Formula]
) -> Iterator[Contradiction]:
    """Cells that other cells of their rows speak against, finder by finder."""
    yield from out_of_order(features)
    with np.errstate(all="ignore"):
        yield from swapped_values(features)
        yield from outside_group(features)
        yield from off_pattern(features)
    yield from off_formula(features, formulas)
    yield from broken_value_rules(features)
    yield from unreferenced(partial, profiles)
