"""What a semantic type is, what is known of a column, and what was decided."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import compress

from datainsight.models.profile import DataType
from datainsight.semantics.headers import named_types
from datainsight.semantics.words import dictionary, normalised

WORDS = frozenset({DataType.TEXT, DataType.LIST, DataType.OBJECT})
NUMBERS = frozenset({DataType.INTEGER, DataType.DECIMAL})
CODES = frozenset({DataType.TEXT, DataType.INTEGER})
INSTANTS = frozenset({DataType.DATE, DataType.DATETIME})
ANY = frozenset(DataType)

_OPENING = re.compile(r"(?:[a-z0-9 ](?![?*{]))*")
_TOP_LEVEL = re.compile(r"\|(?![^()]*\))")
"""Bars outside of brackets; header words have no brackets within brackets."""
_FIRST_LOOK = 8
"""Values that are tried before all others: most types are ruled out by them."""
_SEVERAL = 3
"""Values that have to fit for their rows to count."""


class Strength(Enum):
    """How much it says that a column's values fit a type."""

    PROOF = "proof"
    """Nothing else looks like it: an e-mail address, an IBAN with its check digits."""
    TELLING = "telling"
    """Mostly it is that: a name from a list, something that looks like a telephone number."""
    HINT = "hint"
    """Many other things look the same: only together with the header it decides."""


@dataclass(frozen=True)
class SemanticType:
    r"""One row of the vocabulary.

    Attributes:
        name: Lower snake case, as in the profile.
        strength: How far its values prove it.
        headers: Normalised words (`header_words`) that name such a column: a regular expression.
        pattern: Regular expression that a whole value has to match (case does not matter); None for any.
        check: Decides about a value that matches the pattern; None for none.
        words: Packaged lists, one of which has to hold the value; none for any value.
        kinds: Data types that a column of it may have.
        low: Least number a column may hold, for numbers.
        high: Largest number.
        least_share: Share of the values that have to fit.
        least_distinct: Distinct values that a column has to have where its header says nothing.
        is_varied: Whether a few values that recur are something else, where the header says nothing.
        prior: Added to the confidence: what fits a short list says more than what fits a long one.
        is_pii: Whether its values are personal data.
        examples: Values that fit; they are the tests.
        counter_examples: Values that do not.
    """

    name: str
    strength: Strength
    headers: str = ""
    pattern: str | None = None
    check: Callable[[str], bool] | None = None
    words: tuple[str, ...] = ()
    kinds: frozenset[DataType] = WORDS
    low: float | None = None
    high: float | None = None
    least_share: float = 0.7
    least_distinct: int = 1
    is_varied: bool = False
    prior: float = 0.0
    is_pii: bool = False
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    def fits(self, value: str) -> bool:
        """Whether a value (without outer blanks) can be of this type."""
        if self._regex is not None and not self._regex.fullmatch(value):
            return False
        if self.words:
            word = normalised(value)
            if not any(word in dictionary(name) for name in self.words):
                return False
        return self.check is None or self.check(value)

    def share(self, values: Sequence[str], counts: Sequence[int] = ()) -> float:
        """The share of values that fit; 0 as soon as the first ones rule it out.

        Slips make many different values of few rows: where several values fit, their rows may count instead.
        """
        first = [self.fits(value) for value in values[:_FIRST_LOOK]]
        if not first or sum(first) < self.least_share * len(first) / 2:
            return 0.0
        fitting = [*first, *map(self.fits, values[_FIRST_LOOK:])]
        by_value = sum(fitting) / len(values)
        if sum(fitting) < _SEVERAL or not counts:
            return by_value
        return max(by_value, sum(compress(counts, fitting)) / sum(counts))

    def header_score(self, header: str) -> float:
        """1 where the header is its name, less where it ends with it or has it somewhere; 0 otherwise."""
        if not self.headers:
            return 0.0
        abroad = named_types(header).get(self.name, 0.0)
        if not any(f" {opening}" in f" {header}" for opening in self._openings) or self._headers is None:
            return abroad
        scores = [abroad]
        for found in self._headers.finditer(header):
            begins, ends = found.start() == 0, found.end() == len(header)
            scores.append(1.0 if begins and ends else 0.9 if ends else 0.6)
        return max(scores)

    @cached_property
    def _regex(self) -> re.Pattern[str] | None:
        return None if self.pattern is None else re.compile(self.pattern, re.IGNORECASE | re.DOTALL)

    @cached_property
    def _openings(self) -> tuple[str, ...]:
        """How its header words begin, up to the first sign of a regular expression.

        Most headers begin none of them, and are ruled out before that expression has to be compiled.
        """
        found = (_OPENING.match(each) for each in _TOP_LEVEL.split(self.headers) if each)
        return tuple(sorted({match[0] for match in found if match}))

    @cached_property
    def _headers(self) -> re.Pattern[str] | None:
        return re.compile(rf"(?<!\w)(?:{self.headers})(?!\w)") if self.headers else None


@dataclass(frozen=True)
class ColumnEvidence:
    """What is known of a column.

    Attributes:
        header: Its name in normalised words.
        data_type: Its type.
        values: Some of its distinct values without outer blanks; no nulls.
        distinct_count: Distinct values.
        value_count: Rows that have one.
        minimum: Of numbers; of dates the year.
        maximum: The same.
        counts: How many rows hold each of the values; empty where that is not known.
    """

    header: str
    data_type: DataType
    values: tuple[str, ...]
    distinct_count: int
    value_count: int
    minimum: float | None = None
    maximum: float | None = None
    counts: tuple[int, ...] = ()


@dataclass(frozen=True)
class SemanticGuess:
    """What a column means: nothing known, unless there is a type.

    Attributes:
        semantic_type: Name of the type.
        confidence: 0..1.
        is_pii: Whether its values are personal data.
    """

    semantic_type: str | None = None
    confidence: float = 0.0
    is_pii: bool = False


@dataclass(frozen=True)
class Candidate:
    """A type that a column may have.

    Attributes:
        type_: The type.
        share: Share of the values that fit.
        header: How well the header fits, 0..1.
    """

    type_: SemanticType
    share: float
    header: float
    confidence: float = field(default=0.0)


Ranked = list[list[Candidate]]
"""For each column of a table the types it may have, the likeliest first."""
_NEAR = 2
"""Columns to each side that are neighbours."""


def best_around(place: int, ranked: Ranked, reach: int = _NEAR) -> set[str]:
    """The likeliest types of the columns near a place."""
    near = (*ranked[max(place - reach, 0) : place], *ranked[place + 1 : place + 1 + reach])
    return {each[0].type_.name for each in near if each}


def share_of(values: Sequence[str], regex: re.Pattern[str]) -> float:
    """The share of values that match as a whole; 0 where there is none."""
    return sum(regex.fullmatch(value) is not None for value in values) / len(values) if values else 0.0
