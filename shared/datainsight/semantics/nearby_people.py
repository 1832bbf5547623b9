"""People, told by the columns beside them: names, users, telephones, employers, births and ages."""

import re
from collections.abc import Sequence
from dataclasses import replace

from datainsight.models.profile import MOMENTS, DataType
from datainsight.semantics.lexicon import familiar_words
from datainsight.semantics.model import Candidate, ColumnEvidence, Ranked, best_around, share_of
from datainsight.semantics.vocabulary import BY_NAME
from datainsight.semantics.words import dictionary, normalised

_NAMES = {"first_name", "last_name"}
_PEOPLE = {"first_name", "last_name", "person_name"}
_REACHED = {"street_address", "address", "postal_code", "city", "email", *_PEOPLE}
_OF_PEOPLE = {"gender", "birth_date", "marital_status", "blood_type"}
_CALLED = re.compile(r"[^\W\d_][\w.'’ -]{1,40}")
_SEVERAL = 3
_DATES = {"date", "datetime"}
_RAISED = 0.1
_BESIDE = 0.6
_MOST = 0.9
_USER = re.compile(r"[^\W\d_][\w.-]{2,24}")
_LOGIN = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*")
"""Lower case, as names of users are formed from names of people."""
_NUMBERED = re.compile(r"([^\W\d_]{3,20})[._-]?\d{1,4}")
_SECRET = re.compile(r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d)\S{6,40}|(?=.*\w)(?=.*[!#$%&*?^~])[^\s@/]{6,40}")
"""Small and capital letters with digits, or letters with signs that no identifier has."""
_FEWEST_SECRETS = 5
_MOSTLY = 0.7
_NO_LETTER = re.compile(r"[^a-z]")
_SHORTEST_NAME = 3
_LONG_NAME = 5
_SOME_NAMES = 0.4
_SIGNED_UP = {"email", "phone_number", "person_name", "first_name", "last_name"}
_SUBSCRIBER = re.compile(r"[2-9]\d{2}[2-9]\d{6}")
"""A number of the North American Numbering Plan, without marks."""
_EMPLOYER = re.compile(r"[^\W\d_a-z][^@;:]{2,60}")
_OLDEST = 125
_LEAST_AGES = 20
"""Years that ages have to span to be compared with years of birth."""
_DECADES = 20
_BEFORE_COMPUTERS = 1975
_LIFETIMES = 40
"""Years that dates beside names have to span to be taken for dates of birth."""


def with_people(columns: Sequence[ColumnEvidence], ranked: Ranked) -> Ranked:
    """The candidates of each column, with what the people beside it add."""
    for rule in (_named, _called, _user, _subscriber, _employer):
        ranked = [rule(place, columns, ranked) for place in range(len(ranked))]
    return _born(columns, ranked)


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


def _called(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Short texts beside what only people have (a gender) are their names where some hold a given name."""
    own, values = ranked[place], columns[place].values
    if own or columns[place].data_type is not DataType.TEXT or columns[place].distinct_count < _SEVERAL:
        return own
    if not _OF_PEOPLE & best_around(place, ranked, reach=1) or share_of(values, _CALLED) < _MOST:
        return own
    given = sum(_holds_a_given_name(value) for value in values)
    if given < _SOME_NAMES * len(values):
        return own
    return [Candidate(BY_NAME["person_name"], given / len(values), 0.0, _BESIDE)]


def _holds_a_given_name(value: str) -> bool:
    return any(
        len(word) >= _SHORTEST_NAME and word in dictionary("first_names")
        for word in normalised(value).split()
    )


def _user(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Single words beside e-mail addresses, nearly all different, are names of users."""
    column = columns[place]
    is_key = column.distinct_count >= max(_MOST * column.value_count, 5)
    if ranked[place] or column.data_type is not DataType.TEXT or not is_key:
        return ranked[place]
    share = share_of(column.values, _USER)
    if share < _MOST or not _is_beside_a_user(place, column, ranked):
        return []
    return [Candidate(BY_NAME["username"], share, 0.0, _BESIDE)]


def are_passwords(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> bool:
    """Words of mixed signs and many lengths beside names of users, all different, are their passwords."""
    column = columns[place]
    if ranked[place] or column.data_type is not DataType.TEXT or len(column.values) < _FEWEST_SECRETS:
        return False
    is_key = column.distinct_count >= _MOST * column.value_count
    if not is_key or len(set(map(len, column.values))) < _SEVERAL:
        return False
    if not {"username", "email"} & best_around(place, ranked, reach=1):
        return False
    return share_of(column.values, _SECRET) >= _MOSTLY


def _is_beside_a_user(place: int, column: ColumnEvidence, ranked: Ranked) -> bool:
    """Beside an e-mail address; or anywhere among people, where names are written as people log in."""
    if "email" in best_around(place, ranked, reach=1):
        return True
    if not _SIGNED_UP & best_around(place, ranked, reach=len(ranked)):
        return False
    if share_of(column.values, _LOGIN) < _MOST or not _holds_names(column):
        return _are_words_with_numbers(column.values)
    return len(familiar_words(column.values)) <= _SOME_NAMES * len(column.values)


def _are_words_with_numbers(values: Sequence[str]) -> bool:
    """Words that hardly recur, with a number each, as people call themselves: no codes of a few kinds."""
    words = [match[1] for value in values if (match := _NUMBERED.fullmatch(value))]
    return len(words) >= _MOST * len(values) and len(set(words)) >= _MOSTLY * len(values)


def _holds_names(column: ColumnEvidence) -> bool:
    """Whether the letters of some log-in names are those of given or family names, or begin or end so."""
    words = (_NO_LETTER.sub("", value) for value in column.values)
    return sum(map(_holds_a_name, words)) >= _SOME_NAMES * len(column.values)


def _holds_a_name(word: str) -> bool:
    """Whether a word is a name with at most an initial beside it, or begins with a longer one."""
    initials = (word, word[1:], word[:-1])
    longer = (word[:end] for end in range(_LONG_NAME, len(word)))
    return any(
        part in dictionary("last_names") or part in dictionary("first_names")
        for part in (*initials, *longer)
        if len(part) >= _SHORTEST_NAME
    )


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


def _born(columns: Sequence[ColumnEvidence], ranked: Ranked) -> Ranked:
    """Dates and numbers whose ranges add up to one year are births and ages; so are a lifetime's dates."""
    dates = [each for each in columns if _span(each) >= _LEAST_AGES]
    ages = [each for each in columns if _may_be_ages(each)]
    return [_born_at(place, columns[place], ranked, dates, ages) for place in range(len(ranked))]


def _born_at(
    place: int,
    column: ColumnEvidence,
    ranked: Ranked,
    dates: Sequence[ColumnEvidence],
    ages: Sequence[ColumnEvidence],
) -> list[Candidate]:
    own = ranked[place]
    is_date = bool(own) and own[0].type_.name in _DATES and not own[0].header
    if is_date and _span(column) >= _LEAST_AGES and any(_span_the_same(column, other) for other in ages):
        return [Candidate(BY_NAME["birth_date"], 1.0, 0.0, 0.75), *own]
    if is_date and _may_be_lifetimes(column) and _PEOPLE & best_around(place, ranked, reach=len(ranked)):
        return [Candidate(BY_NAME["birth_date"], 1.0, 0.0, 0.72), *own]
    if not own and _may_be_ages(column) and any(_span_the_same(other, column) for other in dates):
        return [Candidate(BY_NAME["age"], 1.0, 0.0, 0.7)]
    return own


def _may_be_lifetimes(dates: ColumnEvidence) -> bool:
    """A lifetime of years, or decades that begin before people were registered by computers."""
    began = dates.minimum or 0.0
    return _span(dates) >= _LIFETIMES or (_span(dates) >= _DECADES and began < _BEFORE_COMPUTERS)


def _span(dates: ColumnEvidence) -> float:
    if dates.data_type not in MOMENTS:
        return 0.0
    if dates.minimum is None or dates.maximum is None or dates.minimum < 1900:
        return 0.0
    return dates.maximum - dates.minimum


def _may_be_ages(numbers: ColumnEvidence) -> bool:
    """Whole numbers of years that a person may have lived, decades apart."""
    if numbers.data_type is not DataType.INTEGER or numbers.minimum is None or numbers.maximum is None:
        return False
    return 0 <= numbers.minimum <= numbers.maximum - _LEAST_AGES and numbers.maximum <= _OLDEST


def _span_the_same(dates: ColumnEvidence, ages: ColumnEvidence) -> bool:
    """Births span the years that ages span: the oldest was born first."""
    years = (ages.maximum or 0) - (ages.minimum or 0)
    return abs(_span(dates) - years) <= 1
