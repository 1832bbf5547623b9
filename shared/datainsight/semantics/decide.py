"""Decides what the columns of a table mean, from their values, their headers and their neighbours."""

from collections.abc import Sequence

from datainsight.models.profile import DataType
from datainsight.semantics.calibration import probability
from datainsight.semantics.model import (
    NUMBERS,
    Candidate,
    ColumnEvidence,
    SemanticGuess,
    SemanticType,
    Strength,
)
from datainsight.semantics.national_numbers import FoundFormat, are_of_many_states, find_format
from datainsight.semantics.nearby_people import are_passwords
from datainsight.semantics.neighbours import with_neighbours
from datainsight.semantics.vocabulary import BY_NAME, VOCABULARY

THRESHOLD = 0.5
"""Least points of a type that is told."""

_SECRET_WORDS = (
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "pin",
    "secret",
    "api key",
    "token",
    "private key",
    "cvv",
    "cvv2",
    "cvc",
)
_MIXTURE = 0.75
"""Confidence in numbers of many states."""
_BY_FORM = 0.55
"""Points of numbers that only their official form tells: others may write their codes so too."""
_PAIR = 2
"""Of so few values all have to fit, where the header says nothing; but a personal value is hidden."""
_CATEGORIES = 50
"""Most distinct values of a column of categories."""
_VARIED = 12
"""Distinct values that are no categories."""
_REPEATS = 2
"""Rows a category has at least, on average."""


def decide(columns: Sequence[ColumnEvidence]) -> tuple[SemanticGuess, ...]:
    """What each column means.

    Args:
        columns: All columns of a table in their order, as they are evidence for each other.
    """
    ranked = with_neighbours(columns, [_candidates(column) for column in columns])
    return tuple(
        _guess(
            column,
            candidates,
            is_secret=_names_secret(column.header) or are_passwords(place, columns, ranked),
        )
        for place, (column, candidates) in enumerate(zip(columns, ranked, strict=True))
    )


def _candidates(column: ColumnEvidence) -> list[Candidate]:
    """Possible types, the likeliest first."""
    if not column.values:
        return []
    found = [each for type_ in VOCABULARY if (each := _candidate(type_, column)) is not None]
    found += _national(column, found)
    return sorted(found, key=lambda each: -each.confidence)


def _candidate(type_: SemanticType, column: ColumnEvidence) -> Candidate | None:
    if column.data_type not in type_.kinds or not _is_within(type_, column):
        return None
    header = type_.header_score(column.header)
    if not header and not _says_enough(type_, column):
        return None
    share = type_.share(column.values, column.counts)
    is_pair_half = not (header or type_.is_pii) and len(column.values) == _PAIR and share < 1
    if share < type_.least_share or is_pair_half:
        return None
    return Candidate(type_, share, header, _confidence(type_.strength, share, header) + type_.prior)


def _says_enough(type_: SemanticType, column: ColumnEvidence) -> bool:
    """Whether values alone can tell the type."""
    if type_.strength is Strength.HINT or column.distinct_count < type_.least_distinct:
        return False
    return not type_.is_varied or column.distinct_count >= min(_VARIED, column.value_count / _REPEATS)


def _is_within(type_: SemanticType, column: ColumnEvidence) -> bool:
    if column.data_type not in NUMBERS:
        return True
    is_above = type_.low is None or column.minimum is None or column.minimum >= type_.low
    is_below = type_.high is None or column.maximum is None or column.maximum <= type_.high
    return is_above and is_below


def _confidence(strength: Strength, share: float, header: float) -> float:
    """0..1; the header adds to what the values say, and decides where they say little."""
    if strength is Strength.PROOF:
        return min(0.55 + 0.4 * share + 0.04 * header, 0.99)
    if strength is Strength.TELLING:
        return min(0.4 + 0.3 * share + 0.28 * header, 0.97)
    return 0.15 + 0.15 * share + 0.5 * header


def _national(column: ColumnEvidence, found: Sequence[Candidate]) -> list[Candidate]:
    """A state's number, where nothing with a proof of its own was found."""
    if column.data_type not in {DataType.TEXT, DataType.INTEGER} or any(
        each.type_.strength is Strength.PROOF for each in found
    ):
        return []
    format_ = find_format(column.values)
    if format_ is None:
        is_mixture = column.data_type is DataType.TEXT and are_of_many_states(column.values)
        return [Candidate(BY_NAME["national_id"], 1.0, 0.0, _MIXTURE)] if is_mixture else []
    type_ = BY_NAME[format_.format.kind]
    header = max(
        float(format_.format.is_named_in(column.header)),
        *(
            BY_NAME[name].header_score(column.header)
            for name in ("national_id", "tax_id", "vat_number", "bank_account")
        ),
    )
    if not header and not _is_believable(column, format_):
        return []
    is_proven = format_.is_proven and _is_believable(column, format_)
    if not (is_proven or header):
        return [Candidate(type_, format_.share, header, _BY_FORM)]
    strength = Strength.PROOF if is_proven else Strength.TELLING
    return [Candidate(type_, format_.share, header, _confidence(strength, format_.share, header))]


def _is_believable(column: ColumnEvidence, found: FoundFormat) -> bool:
    """Chance is ruled out or the form is official, and the values are as different as such numbers are."""
    return (found.is_proven or found.is_written) and column.distinct_count > column.value_count / 2


def _names_secret(header: str) -> bool:
    return any(f" {word} " in f" {header} " for word in _SECRET_WORDS)


def _guess(column: ColumnEvidence, candidates: Sequence[Candidate], *, is_secret: bool) -> SemanticGuess:
    if not candidates or candidates[0].confidence < THRESHOLD:
        is_category = _are_categories(column) and not is_secret
        return (
            SemanticGuess("category", probability(THRESHOLD))
            if is_category
            else SemanticGuess(is_pii=is_secret)
        )
    best = candidates[0]
    return SemanticGuess(best.type_.name, probability(best.confidence), best.type_.is_pii or is_secret)


def _are_categories(column: ColumnEvidence) -> bool:
    """A few short texts, often repeated, of which nothing else is known."""
    return (
        column.data_type is DataType.TEXT
        and 2 <= column.distinct_count <= min(_CATEGORIES, column.value_count / _REPEATS)
        and all(map(BY_NAME["category"].fits, column.values))
    )
