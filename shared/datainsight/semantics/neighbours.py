"""What the columns beside a column say about it."""

from collections.abc import Sequence

from datainsight.semantics.model import ColumnEvidence, Ranked
from datainsight.semantics.nearby_measures import with_measures
from datainsight.semantics.nearby_people import with_people
from datainsight.semantics.nearby_places import with_places


def with_neighbours(columns: Sequence[ColumnEvidence], ranked: Ranked) -> Ranked:
    """The candidates of each column, with what its neighbours add."""
    return with_measures(columns, with_people(columns, with_places(columns, ranked)))
