"""What the columns beside a column say about it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from datainsight.models.profile import DataType
from datainsight.semantics.model import Candidate, ColumnEvidence
from datainsight.semantics.vocabulary import BY_NAME

_NAMES = {"first_name", "last_name"}
_PLACES = {"city", "region", "country", "street_address", "address", "country_code", "latitude"}
_NEAR = 2
"""Columns to each side that are looked at."""
_RAISED = 0.1
_BESIDE_A_PLACE = 0.6
_PAIRED, _ALONE = 0.75, 0.55
_DEGREES = re.compile(r"[-+]?\d{1,3}\.\d{3,}")
_PRECISE_DEGREES = re.compile(r"[-+]?\d{1,3}\.\d{5,}")
_MOST = 0.8

Ranked = list[list[Candidate]]


def with_neighbours(columns: Sequence[ColumnEvidence], ranked: Ranked) -> Ranked:
    """The candidates of each column, with what its neighbours add."""
    ranked = [_named(place, ranked) for place in range(len(ranked))]
    ranked = [_located(place, columns, ranked) for place in range(len(ranked))]
    return [_postal(place, columns, ranked) for place in range(len(ranked))]


def _around(place: int, ranked: Ranked) -> set[str]:
    """The likeliest types of the columns near a place."""
    near = (*ranked[max(place - _NEAR, 0) : place], *ranked[place + 1 : place + 1 + _NEAR])
    return {each[0].type_.name for each in near if each}


def _named(place: int, ranked: Ranked) -> list[Candidate]:
    """A given name is likelier beside a family name and the other way round."""
    own = ranked[place]
    wanted = _NAMES - _around(place, ranked)
    if not own or own[0].type_.name not in _NAMES or len(wanted) != 1:
        return own
    raised = [
        replace(each, confidence=each.confidence + _RAISED) if each.type_.name in wanted else each
        for each in own
    ]
    return sorted(raised, key=lambda each: -each.confidence)


def _located(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Two columns of degrees side by side are latitude and longitude, whichever order their ranges tell."""
    if ranked[place] or not _are_degrees(columns[place], _DEGREES):
        return ranked[place]
    before = place > 0 and _are_degrees(columns[place - 1], _DEGREES)
    after = place + 1 < len(columns) and _are_degrees(columns[place + 1], _DEGREES)
    if before == after:
        if before or not _are_degrees(columns[place], _PRECISE_DEGREES):
            return []
        is_latitude = _can_be_latitude(columns[place])
    else:
        other = columns[place - 1 if before else place + 1]
        is_latitude = _can_be_latitude(columns[place]) and (after or not _can_be_latitude(other))
    type_ = BY_NAME["latitude" if is_latitude else "longitude"]
    return [Candidate(type_, 1.0, 0.0, _PAIRED if before != after else _ALONE)]


def _are_degrees(column: ColumnEvidence, regex: re.Pattern[str]) -> bool:
    if column.data_type is not DataType.DECIMAL or column.minimum is None or column.maximum is None:
        return False
    if column.minimum < -180 or column.maximum > 180 or max(-column.minimum, column.maximum) <= 1:
        return False
    return sum(regex.fullmatch(value) is not None for value in column.values) >= _MOST * len(column.values)


def _can_be_latitude(column: ColumnEvidence) -> bool:
    return (
        column.minimum is not None
        and column.maximum is not None
        and -90 <= column.minimum <= column.maximum <= 90
    )


def _postal(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Short numbers of one width, or of several countries' widths, beside places are postal codes."""
    own, column = ranked[place], columns[place]
    if (
        own
        or not _around(place, ranked) & _PLACES
        or column.data_type not in {DataType.TEXT, DataType.INTEGER}
    ):
        return own
    fitting = [
        value for value in column.values if re.fullmatch(r"\d{4,6}(?:-\d{3,4})?|[A-Z]{1,2}\d.{2,5}", value)
    ]
    if len(fitting) < _MOST * len(column.values) or column.distinct_count < min(2, column.value_count):
        return own
    share = len(fitting) / len(column.values)
    return [Candidate(BY_NAME["postal_code"], share, 0.0, _BESIDE_A_PLACE)]
