"""What each column of a table says about whether two of its records are the same one."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, islice
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import MOMENTS, ColumnProfile, DataType, Role
from datainsight.profiling.examples import Hashes
from datainsight.profiling.records.likeness import are_digits_slipped, shared_words
from datainsight.profiling.relations.coded import CodedTable
from datainsight.profiling.relations.normal import normal_hashes
from datainsight.profiling.suspects.texts import CodedTexts
from datainsight.profiling.suspects.thresholds import RECORDS
from datainsight.profiling.suspects.value_thresholds import ODDITIES
from datainsight.semantics.words import header_words, words_of

if TYPE_CHECKING:
    from datainsight.profiling.partial import Partial

Codes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Bits = npt.NDArray[np.float64]

_TYPES = frozenset({DataType.TEXT, DataType.DATE, DataType.DATETIME, DataType.INTEGER})
_NAME = re.compile(r"[^\W\d_]{3}")
"""Three letters in a row: what is shorter, or made of digits, is a code or a measure."""
_LABELS = frozenset({
    "id", "ids", "key", "uuid", "guid", "code", "number", "no", "nr", "num", "pk", "serial", "index", "row",
    "ref", "reference", "record",
})  # fmt: skip
"""Last words of the names of columns that number the records."""
_OF_THE_WORLD = frozenset({
    "email", "phone_number", "us_ssn", "national_id", "passport_number", "tax_id", "vat_number",
    "drivers_license", "credit_card_number", "iban", "bic", "bank_account", "isbn", "issn", "ean", "doi",
    "orcid", "vin", "license_plate", "imei", "isin", "lei", "url", "mac_address", "ip_address",
})  # fmt: skip
"""Meanings of texts that name a thing outside the table: two of them are two things."""


@dataclass(frozen=True)
class RecordColumn:
    """One column of all distinct rows.

    Attributes:
        profile: Its facts.
        codes: For each row a number, equal where the texts are equal but for case, blanks and punctuation.
        is_missing: Rows without a value.
        first_code: For each of these numbers a code of the table that has it.
        table_codes: The code of each row in the table.
        texts: The texts of these codes.
        is_number: Whether it only numbers the records, so that two numbers say nothing.
    """

    profile: ColumnProfile
    codes: Codes
    is_missing: Flags
    first_code: Codes
    table_codes: npt.NDArray[np.int32]
    texts: CodedTexts
    is_number: bool

    @cached_property
    def counts(self) -> Codes:
        """Rows of each number; 0 for those of missing values."""
        return np.bincount(self.codes[~self.is_missing], minlength=self.first_code.size)

    @cached_property
    def bits(self) -> Bits:
        """For each number, how much it says that two rows share it (Fellegi & Sunter 1969, Winkler 1989).

        The binary logarithm of how seldom a pair of rows shares a value that is at most as frequent, that
        pair itself left out.
        """
        counts = self.counts
        pairs = counts * (counts - 1) // 2
        order = np.argsort(counts, kind="stable")
        sums = np.cumsum(pairs[order])
        last = np.searchsorted(counts[order], counts, side="right") - 1
        rows = self.codes.size
        chance = (np.maximum(sums[last] - 1, 0) + 0.5) / max(rows * (rows - 1) / 2, 1.0)
        return np.asarray(np.maximum(-np.log2(np.minimum(chance, 1.0)), 0.0))

    def bits_of_words(self, words: Sequence[str]) -> float:
        """How much it says that two of its texts share those words: as much as the rarest of them does."""
        known = len(self._some_texts)
        rarest = min((self._word_counts[word] for word in words), default=known)
        return max(0.0, -2.0 * math.log2((max(rarest - 1, 0) + 0.5) / max(known, 1)))

    @cached_property
    def _word_counts(self) -> Counter[str]:
        """In how many of some of its texts each word stands."""
        return Counter(word for text in self._some_texts for word in {*words_of(text)})

    @cached_property
    def _some_texts(self) -> list[str]:
        """Texts in the order of their hashes, which is as good as random."""
        codes = self.first_code[: RECORDS.texts_looked_at].tolist()
        return [text for code in codes if (text := self.texts.of(code))]

    @cached_property
    def is_crowded(self) -> bool:
        """Whether texts lie so close to each other that being close means nothing: days, grades, codes."""
        texts = self._some_texts
        if len(texts) < 2:
            return True
        pairs = _some_pairs(texts)
        close = sum(self._shared(first, second) is not None for first, second in pairs) / len(pairs)
        return close > RECORDS.close_share and close * (len(texts) - 1) > RECORDS.close_values

    def text_of(self, row: int) -> str | None:
        """The text of a row; None where it is not known in full."""
        return self.texts.of(int(self.table_codes[row]))

    @cached_property
    def names_things(self) -> bool:
        """Whether it names what a row is about: texts of words, hardly one of which many rows share."""
        profile = self.profile
        if profile.semantic_type in _OF_THE_WORLD:
            return True
        filled = int(np.count_nonzero(~self.is_missing))
        is_telling = profile.data_type is DataType.TEXT and profile.quantity is None
        if not is_telling or profile.distinct_count < RECORDS.naming_share * filled:
            return False
        some = self._some_texts[: RECORDS.texts_of_words]
        return sum(_NAME.search(text) is not None for text in some) > len(some) / 2

    @property
    def may_differ(self) -> bool:
        """Whether two different texts of it may be two spellings of one thing at all."""
        is_measured = self.profile.role is Role.NUMERIC or self.profile.data_type not in _TYPES
        return not is_measured and self.profile.is_exact

    def shared_words_of(self, first: int, second: int) -> tuple[str, ...] | None:
        """The words that the texts of two numbers share; None where they are two things, or not known."""
        if not self.may_differ or self.is_crowded:
            return None
        left, right = (self.texts.of(int(self.first_code[code])) for code in (first, second))
        return None if left is None or right is None else self._shared(left, right)

    def _shared(self, first: str, second: str) -> tuple[str, ...] | None:
        if self.profile.data_type is DataType.TEXT and not (_is_digits(first) and _is_digits(second)):
            return shared_words(first, second)
        return () if are_digits_slipped(first, second) else None


def record_columns(
    table: CodedTable, partial: "Partial", profiles: Sequence[ColumnProfile]
) -> list[RecordColumn]:
    """The columns of a table; those that say the same of all rows are left out."""
    return [
        _column(table, partial, place, profile)
        for place, profile in enumerate(profiles)
        if table.sizes[place] > 1 and profile.distinct_count > 0
    ]


def _column(table: CodedTable, partial: "Partial", place: int, profile: ColumnProfile) -> RecordColumn:
    texts = CodedTexts(partial, place, table.hashes[place])
    hashes = table.hashes[place]
    if profile.data_type is DataType.TEXT and partial.measured[place].texts is not None:
        hashes = _normal(partial, place, hashes)
    _, first, inverse = np.unique(hashes, return_index=True, return_inverse=True)
    return RecordColumn(
        profile,
        inverse[table.codes[place]],
        texts.is_missing(profile)[table.codes[place]],
        first,
        table.codes[place],
        texts,
        is_number=_numbers_records(profile, partial.row_count),
    )


def _normal(partial: "Partial", place: int, hashes: Hashes) -> Hashes:
    """Hashes of the texts without case, blanks and punctuation; of texts of nothing else their own."""
    measured = partial.measured[place]
    if measured.texts is None:
        return hashes
    places = np.minimum(np.searchsorted(measured.hashes.values, hashes), measured.hashes.size - 1)
    normal = normal_hashes(measured.texts.take(places))
    return np.where((normal == 0) | (measured.hashes.values[places] != hashes), hashes, normal)


def _some_pairs(texts: Sequence[str]) -> Sequence[tuple[str, str]]:
    """All pairs of a few texts in random order; of many each with those that follow it."""
    if math.comb(len(texts), 2) <= RECORDS.pairs_of_values:
        return list(combinations(texts, 2))
    following = (zip(texts, texts[distance:], strict=False) for distance in range(1, len(texts)))
    return list(islice(chain.from_iterable(following), RECORDS.pairs_of_values))


def _numbers_records(profile: ColumnProfile, row_count: int) -> bool:
    """Whether a column tells the rows apart without saying anything about what they are."""
    filled = row_count - profile.null_count
    if profile.distinct_count < RECORDS.numbering_share * filled or profile.semantic_type in _OF_THE_WORLD:
        return False
    if profile.data_type in MOMENTS or profile.data_type is DataType.DECIMAL:
        return False
    words = header_words(profile.name).split()
    is_called_so = bool(words) and words[-1] in _LABELS
    return is_called_so or profile.semantic_type in {"uuid", "hash"} or _is_serial(profile, filled)


def _is_serial(profile: ColumnProfile, filled: int) -> bool:
    """Whole numbers that nearly fill the range they span."""
    low, high = profile.minimum, profile.maximum
    if profile.data_type is not DataType.INTEGER or not isinstance(low, int) or not isinstance(high, int):
        return False
    return high - low + 1 <= ODDITIES.serial_density * filled


def _is_digits(text: str) -> bool:
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))
