"""What a column is good for in an analysis: general rules over what was counted.

The classes are those of SortingHat (V. Shah et al.: Towards benchmarking feature type inference for AutoML
platforms, SIGMOD 2021), whose traps the rules answer: whole numbers that are codes, and identifiers.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from datainsight.models.profile import DataType, Role
from datainsight.profiling.durations import seconds_of

_SAMPLE = 500
_PROBE = 20
_MOST = 0.8
_HALF = 0.5
_FEW_CODES = 12
_FEW_LEVELS = 6
_ROWS_A_LEVEL = 20
_FEWEST_UNIQUE = 20
_NAME_WORDS = 2.5
_FEW_WORDS = 50
_SENTENCE_WORDS = 5.0
_REPEATS = 2.0
_NEARLY_UNIQUE = 1.02
_ALL_BUT_EMPTY = 0.995
_YEARS = (1500, 2100)
_YEAR_SPAN = 150
_CODE_DIGITS = 8
_UNIT_SIGNS = "%$€£¥°\"'"

_URL = re.compile(r"(?i)^(?:https?|ftp)://\S+$|^www\.\S+\.\S+$")
_QUANTITY = re.compile(
    r"^[-+~<>≤≥]?\s*(?:[$€£¥]\s*)?\d[\d.,]*\s*(?:[-–x×/]\s*\d[\d.,]*\s*)?"
    r"[^\W\d_°µ\"'%$€£¥]{0,12}[°µ\"'%$€£¥]?[^\W\d_]{0,12}\.?(?:/[^\W\d_]{1,12})?$"
)
_SEPARATED = re.compile(r"^[^;|,]{1,40}(?:\s*[;|,]\s*[^;|,]{1,40}){2,}$")
_PAIRED = re.compile(r"^[^;|]{1,40}(?:\s*[;|]\s*[^;|]{1,40})+$")

_KEY_NAME = re.compile(
    r"(?i)(?:^|[^a-z])(?:id|key|uuid|guid|index|idx|serial|rowid|pk)(?:$|[^a-z])|[a-z](?:ID|Id)$|^unnamed"
)
_CODE_NAME = re.compile(
    r"(?i)(?:^|[^a-z])(?:type|class|code|category|cat|group|status|kind|flag|gender|sex|region|zone|zip|zipcode|"
    r"postal|district|ward|level|grade|label|cluster|month|day|weekday|quarter|is|has|race|target|fips)(?:$|[^a-z])"
)
_PLACE_NAME = re.compile(
    r"(?i)(?:^|[^a-z])(?:country|nation|state|province|county|city|town|municipality|borough|iso)(?:$|[^a-z])"
)
_YEAR_NAME = re.compile(r"(?i)(?:^|[^a-z])(?:year|yr|jahr|ann[eé]e|año|anno|ano)(?:$|[^a-z])")
_AMOUNT_NAME = re.compile(
    r"(?i)(?:^|[^a-z])(?:count|number of|num|amount|total|age|price|cost|qty|quantity|score|rate|avg|mean|"
    r"sum|size|length|width|height|weight|duration|hours|minutes|seconds|days|years|points|population|n)"
    r"(?:$|[^a-z])"
)


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What the role follows from.

    Attributes:
        name: The column's name.
        data_type: Its type.
        value_count: Values that are not null.
        distinct_count: Distinct ones.
        minimum: Smallest number, if it has numbers.
        maximum: Largest number.
        marked_share: Share of the numbers that are written with marks that have to be taken off.
        texts: Some distinct values.
        missing_share: Share of the rows without a value.
    """

    name: str
    data_type: DataType
    value_count: int
    distinct_count: int
    minimum: float | None
    maximum: float | None
    marked_share: float
    texts: Sequence[str]
    missing_share: float = 0.0

    @property
    def words(self) -> str:
        """The name with its words apart."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])|[_\W]+", " ", self.name).strip()


def role_of(facts: ColumnFacts) -> Role:
    """The role of a column."""
    if facts.missing_share >= _ALL_BUT_EMPTY:
        return Role.EMPTY
    if facts.distinct_count <= 1:
        return Role.CONSTANT
    match facts.data_type:
        case DataType.DATE | DataType.DATETIME | DataType.TIME:
            role = Role.DATETIME
        case DataType.BOOLEAN:
            role = Role.CATEGORICAL
        case DataType.INTEGER | DataType.DECIMAL if facts.marked_share > _HALF:
            role = Role.QUANTITY
        case DataType.INTEGER:
            role = _whole_number(facts)
        case DataType.DECIMAL:
            role = Role.CATEGORICAL if _are_levels(facts) else Role.NUMERIC
        case DataType.LIST:
            role = Role.LIST
        case DataType.OBJECT:
            role = Role.OTHER
        case _:
            role = _text(facts)
    return role


def _whole_number(facts: ColumnFacts) -> Role:
    """Keys, codes, or numbers that can be reckoned with."""
    is_unique = facts.distinct_count == facts.value_count
    has_key_name = bool(_KEY_NAME.search(facts.name) or _KEY_NAME.search(facts.words))
    if (has_key_name and (is_unique or facts.distinct_count > _FEW_WORDS)) or (
        is_unique and _counts_up(facts)
    ):
        return Role.IDENTIFIER
    if is_unique and _are_wide_codes(facts):
        return Role.IDENTIFIER
    repeats = facts.value_count / facts.distinct_count
    if _are_years(facts, repeats):
        return Role.CATEGORICAL
    is_flag = facts.distinct_count == 2 and repeats >= _REPEATS
    if is_flag or (not _AMOUNT_NAME.search(facts.words) and _is_coded(facts, repeats)):
        return Role.CATEGORICAL
    return Role.NUMERIC


def _is_coded(facts: ColumnFacts, repeats: float) -> bool:
    """Few numbers, numbered closely and often repeated, or a name that says so."""
    if _CODE_NAME.search(facts.words):
        return repeats >= _REPEATS
    if _are_levels(facts):
        return True
    if facts.distinct_count > _FEW_CODES or repeats < 2 * _REPEATS:
        return False
    if facts.minimum is None or facts.maximum is None:
        return False
    return facts.maximum - facts.minimum < 2 * facts.distinct_count + 2


def _are_levels(facts: ColumnFacts) -> bool:
    """A handful of numbers, each of which many rows have."""
    return facts.distinct_count <= min(_FEW_LEVELS, facts.value_count / _ROWS_A_LEVEL)


def _counts_up(facts: ColumnFacts) -> bool:
    """One, two, three: a row number."""
    if facts.minimum is None or facts.maximum is None or facts.value_count < _FEW_CODES:
        return False
    return facts.maximum - facts.minimum + 1 <= 1.1 * facts.value_count and facts.minimum in {0, 1}


def _are_years(facts: ColumnFacts, repeats: float) -> bool:
    """Years group rows; nobody adds them up. Without a name that says so they are recent and repeated."""
    low, high = facts.minimum, facts.maximum
    if low is None or high is None or high > _YEARS[1]:
        return False
    if _YEAR_NAME.search(facts.words) or _YEAR_NAME.search(facts.name):
        # 0 often stands for an unknown year.
        return low >= _YEARS[0] or (low == 0 and high >= _YEARS[0])
    return low >= _YEARS[1] - 2 * _YEAR_SPAN and high - low < _YEAR_SPAN and repeats >= 2 * _REPEATS


def _are_wide_codes(facts: ColumnFacts) -> bool:
    """Long whole numbers of one width, all different: numbers of accounts, tickets, moments."""
    low, high = facts.minimum, facts.maximum
    if low is None or high is None or facts.value_count < _FEWEST_UNIQUE:
        return False
    return low >= 10 ** (_CODE_DIGITS - 1) and math.floor(math.log10(low)) == math.floor(math.log10(high))


def _text(facts: ColumnFacts) -> Role:
    texts = [text for text in facts.texts[:_SAMPLE] if text.strip()]
    if not texts:
        return Role.OTHER
    for role, fits in ((Role.URL, _is_url), (Role.LIST, _is_list)):
        if _share(texts, fits) >= _MOST:
            return role
    words = sum(len(text.split()) for text in texts) / len(texts)
    if words >= _SENTENCE_WORDS and facts.distinct_count > _FEW_CODES:
        return Role.TEXT
    repeats = facts.value_count / facts.distinct_count
    if repeats < _FEW_WORDS and _share(texts, _is_amount) >= _MOST:
        return Role.QUANTITY
    is_group = bool(_CODE_NAME.search(facts.words) or _PLACE_NAME.search(facts.words))
    is_repeated = repeats >= _REPEATS and (facts.distinct_count <= _FEW_WORDS or is_group)
    if is_repeated or repeats >= 5 * _REPEATS:
        return Role.CATEGORICAL
    is_code = repeats < _NEARLY_UNIQUE and _share(texts, _is_code) >= _MOST
    is_name = facts.distinct_count == facts.value_count >= _FEWEST_UNIQUE and words <= _NAME_WORDS
    return Role.IDENTIFIER if is_code or is_name else Role.OTHER


def _share(texts: Sequence[str], fits: Callable[[str], bool]) -> float:
    """Share of the texts that fit; 0 where hardly any of the first ones does."""
    probe = sum(fits(text) for text in texts[:_PROBE])
    if len(texts) <= _PROBE or probe < _HALF * _PROBE:
        return probe / min(len(texts), _PROBE)
    return (probe + sum(fits(text) for text in texts[_PROBE:])) / len(texts)


def _is_url(text: str) -> bool:
    return bool(_URL.match(text))


def _is_list(text: str) -> bool:
    """Items between separators, none of them as long as the clauses of a sentence."""
    if _PAIRED.match(text):
        return True
    return bool(_SEPARATED.match(text)) and max(len(part.split()) for part in re.split(r"[;|,]", text)) <= 4


def _has_number_and_unit(text: str) -> bool:
    return bool(_QUANTITY.match(text.strip())) and any(each.isalpha() or each in _UNIT_SIGNS for each in text)


def _is_amount(text: str) -> bool:
    return _has_number_and_unit(text) or seconds_of(text) is not None


def _is_code(text: str) -> bool:
    """One word with a digit in it."""
    return " " not in text.strip() and any(each.isdigit() for each in text)
