"""What a semantic type is, what is known of a column, and what was decided."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from datainsight.models.profile import DataType
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

    def share(self, values: Sequence[str]) -> float:
        """The share of values that fit; 0 as soon as the first ones rule it out."""
        first = values[:_FIRST_LOOK]
        fitting = sum(map(self.fits, first))
        if not first or fitting < self.least_share * len(first) / 2:
            return 0.0
        return (fitting + sum(map(self.fits, values[_FIRST_LOOK:]))) / len(values)

    def header_score(self, header: str) -> float:
        """1 where the header is its name, less where it ends with it or has it somewhere; 0 otherwise."""
        if not any(f" {opening}" in f" {header}" for opening in self._openings) or self._headers is None:
            return 0.0
        scores = [0.0]
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
        minimum: Of numbers.
        maximum: Of numbers.
    """

    header: str
    data_type: DataType
    values: tuple[str, ...]
    distinct_count: int
    value_count: int
    minimum: float | None = None
    maximum: float | None = None


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
