"""What outsiders may know of a person, though it names nobody by itself (Sweeney 2002)."""

from collections.abc import Sequence

from datainsight.models.profile import ColumnProfile

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
