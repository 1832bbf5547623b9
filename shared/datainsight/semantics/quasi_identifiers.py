"""What outsiders may know of a person, though it names nobody by itself (Sweeney 2002)."""

from collections.abc import Sequence

from datainsight.models.issue import Goal
from datainsight.models.profile import ColumnProfile, TableProfile

QUASI_IDENTIFIERS = frozenset({
    "age", "birth_date", "city", "country", "country_code", "gender", "job_title", "marital_status",
    "nationality", "postal_code", "region",
})  # fmt: skip
"""What a neighbour or a colleague knows, and a voters' list or a profile on the web tells."""
_FEWEST_COLUMNS = 2


def quasi_identifiers(profiles: Sequence[ColumnProfile]) -> list[int]:
    """The places of what outsiders may know; none where that is a single column."""
    places = [
        place
        for place, profile in enumerate(profiles)
        if profile.semantic_type in QUASI_IDENTIFIERS and profile.distinct_count > 1
    ]
    return places if len(places) >= _FEWEST_COLUMNS else []


def lacks_groups(profile: TableProfile, goal: Goal) -> bool:
    """Whether the goal asks for groups of people that nobody has counted.

    Long tables are read again for that, which is too dear for those who ask for something else than privacy.
    """
    return goal is Goal.PRIVACY and profile.anonymity is None and bool(quasi_identifiers(profile.columns))
