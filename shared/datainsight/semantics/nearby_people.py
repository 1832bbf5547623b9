"""People, told by the columns beside them: names, users, telephones, employers, births and ages."""

import re
from collections.abc import Sequence
from dataclasses import replace

from datainsight.models.profile import DataType
from datainsight.semantics.model import Candidate, ColumnEvidence, Ranked, best_around, share_of
from datainsight.semantics.vocabulary import BY_NAME

_NAMES = {"first_name", "last_name"}
_PEOPLE = {"first_name", "last_name", "person_name"}
_REACHED = {"street_address", "address", "postal_code", "city", "email"}
_DATES = {"date", "datetime"}
_RAISED = 0.1
_BESIDE = 0.6
_MOST = 0.9
_USER = re.compile(r"[^\W\d_][\w.-]{2,24}")
_SUBSCRIBER = re.compile(r"[2-9]\d{2}[2-9]\d{6}")
"""A number of the North American Numbering Plan, without marks."""
_EMPLOYER = re.compile(r"[^\W\d_a-z][^@;:]{2,60}")
_OLDEST = 125
_LEAST_AGES = 10
"""Years that ages have to span to be compared with years of birth."""
_LIFETIMES = 40
"""Years that dates beside names have to span to be taken for dates of birth."""


def with_people(columns: Sequence[ColumnEvidence], ranked: Ranked) -> Ranked:
    """The candidates of each column, with what the people beside it add."""
    for rule in (_named, _user, _subscriber, _employer, _born):
        ranked = [rule(place, columns, ranked) for place in range(len(ranked))]
    return ranked


def _named(place: int, _: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """A given name is likelier beside a family name and the other way round."""
    own = ranked[place]
    wanted = _NAMES - best_around(place, ranked)
    if not own or own[0].type_.name not in _NAMES or len(wanted) != 1:
        return own
    raised = [
        replace(each, confidence=each.confidence + _RAISED) if each.type_.name in wanted else each
        for each in own
    ]
    return sorted(raised, key=lambda each: -each.confidence)


def _user(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Single words beside e-mail addresses, nearly all different, are names of users."""
    column = columns[place]
    is_key = column.distinct_count >= max(_MOST * column.value_count, 5)
    if ranked[place] or column.data_type is not DataType.TEXT or not is_key:
        return ranked[place]
    share = share_of(column.values, _USER)
    if share < _MOST or "email" not in best_around(place, ranked, reach=1):
        return []
    return [Candidate(BY_NAME["username"], share, 0.0, _BESIDE)]


def _subscriber(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Ten digits beside an address are a telephone number."""
    column = columns[place]
    if ranked[place] or column.data_type not in {DataType.INTEGER, DataType.TEXT}:
        return ranked[place]
    share = share_of(column.values, _SUBSCRIBER)
    if share < _MOST or not best_around(place, ranked) & _REACHED:
        return []
    return [Candidate(BY_NAME["phone_number"], share, 0.0, _BESIDE)]


def _employer(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Capitalised words beside occupations, nearly all different, are employers."""
    column = columns[place]
    is_varied = column.distinct_count >= max(_MOST * column.value_count, 5)
    if ranked[place] or column.data_type is not DataType.TEXT or not is_varied:
        return ranked[place]
    share = share_of(column.values, _EMPLOYER)
    if share < _MOST or "job_title" not in best_around(place, ranked, reach=1):
        return []
    return [Candidate(BY_NAME["organization"], share, 0.0, _BESIDE)]


def _born(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Dates and numbers whose ranges add up to one year are births and ages; so are a lifetime's dates."""
    own, column = ranked[place], columns[place]
    is_date = bool(own) and own[0].type_.name in _DATES and not own[0].header
    if is_date and any(_are_ages(column, other) for other in columns):
        return [Candidate(BY_NAME["birth_date"], 1.0, 0.0, 0.75), *own]
    if is_date and _span(column) >= _LIFETIMES and _PEOPLE & best_around(place, ranked, reach=len(columns)):
        return [Candidate(BY_NAME["birth_date"], 1.0, 0.0, 0.72), *own]
    if not own and any(_are_ages(other, column) for other in columns):
        return [Candidate(BY_NAME["age"], 1.0, 0.0, 0.7)]
    return own


def _span(dates: ColumnEvidence) -> float:
    if dates.data_type not in {DataType.DATE, DataType.DATETIME}:
        return 0.0
    if dates.minimum is None or dates.maximum is None or dates.minimum < 1900:
        return 0.0
    return dates.maximum - dates.minimum


def _are_ages(dates: ColumnEvidence, numbers: ColumnEvidence) -> bool:
    """Births span the years that ages span: the oldest was born first."""
    if numbers.data_type is not DataType.INTEGER or numbers.minimum is None or numbers.maximum is None:
        return False
    if not 0 <= numbers.minimum < numbers.maximum <= _OLDEST or _span(dates) < _LEAST_AGES:
        return False
    difference = _span(dates) - (numbers.maximum - numbers.minimum)
    return abs(difference) <= 1 and numbers.maximum - numbers.minimum >= _LEAST_AGES
