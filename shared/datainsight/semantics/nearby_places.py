"""Places, told by the columns beside them: degrees, postal codes, codes of regions, small towns, streets."""

import re
from collections.abc import Sequence
from statistics import median

from datainsight.models.profile import DataType
from datainsight.semantics.free_text import YEAR_WITHIN
from datainsight.semantics.headers import says_nothing
from datainsight.semantics.model import Candidate, ColumnEvidence, Ranked, best_around, share_of
from datainsight.semantics.vocabulary import BY_NAME
from datainsight.semantics.words import dictionary, normalised

_PLACES = {"city", "region", "country", "street_address", "address", "country_code", "latitude"}
_NEAR_STREETS = {*_PLACES, "postal_code", "phone_number"}
_BESIDE_A_CITY = {"region", "postal_code", "street_address", "address"}
_BESIDE_A_PLACE = 0.6
_PAIRED, _ALONE = 0.75, 0.55
_DEGREES = re.compile(r"[-+]?\d{1,3}\.\d{3,}")
_PRECISE_DEGREES = re.compile(r"[-+]?\d{1,3}\.\d{5,}")
_DEGREE_WORDS = frozenset(
    (
        "coord",
        "coordinate",
        "easting",
        "geo",
        "gps",
        "location",
        "northing",
        "point",
        "pos",
        "position",
        "wgs",
    )
)
_NEAR_ZERO = 10.0
"""Degrees. Numbers about zero are measures of all kinds; few places are that near to both zeros."""
_POSTAL = re.compile(r"\d{4,6}(?:-\d{3,4})?|[A-Z]{1,2}\d.{2,5}")
_REGION_CODE = re.compile(r"[A-Za-z]{2,3}")
_STREET = re.compile(
    r"[^\W\d][^\d;]{2,40}[\s,](?:n[ro°º]?\.\s?)?\d{1,4}\s?[A-Za-z]?(?:[/-]\d{1,4}\w?){0,2}\.?(?:\s.{0,40})?|"
    r"\d{1,5}[A-Za-z]?\s+[^\W\d]\D{2,60}|[^\W\d][\w.]{0,8}\s?\d{1,4}\w?(?:/\d{1,4})?, \D{3,60}"
)
"""Words with a house number behind or before them, or a flat before them."""
_TOWN = re.compile(r"[^\W\d_][^\d_@/\\|;:]{1,40}")
_TOWN_FORM = re.compile(
    r"(?:new|old|north|south|east|west|lake|port|fort|mount|saint|st|san|santa|sankt|bad|nova|novo|villa|castel|"
    r"nowa|nowy|stary|stara|gross|klein|ober|unter|nieder) ?[^\W\d_]{3,}.*|"
    r"[^\W\d_]{2,}(?:ville|town|burgh?|borough|bury|mouth|port|field|shire|stead|wick|chester|haven|stadt|dorf|"
    r"heim|hausen|hofen|furt|kirchen|drecht|dijk|hoven|torp|strup|sund|havn|borg|koping|stad|owice|grad|polje|"
    r"esti|hely|falva|haza|koy|hisar|град|поль|ово|ськ|县|縣|市|町|村|시|군)"
)
"""How towns are called in languages that form their names: 'new', 'lake', 'castle', 'ford', 'place of'."""
_MOST = 0.8
_SOME_CITIES = 0.25
"""Towns beside a street or a postal code are believed where the list knows this share of them."""


def with_places(columns: Sequence[ColumnEvidence], ranked: Ranked) -> Ranked:
    """The candidates of each column, with what the places beside it add."""
    for rule in (_located, _street, _town, _region, _region_code, _postal):
        ranked = [rule(place, columns, ranked) for place in range(len(ranked))]
    return ranked


def _located(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Two columns of degrees side by side are latitude and longitude, whichever order their ranges tell."""
    if ranked[place] or not _are_degrees(columns[place], _DEGREES):
        return ranked[place]
    before = place > 0 and _are_degrees(columns[place - 1], _DEGREES)
    after = place + 1 < len(columns) and _are_degrees(columns[place + 1], _DEGREES)
    beside = [columns[place + step] for step, is_pair in ((-1, before), (1, after)) if is_pair]
    if not any(map(_is_far_from_zero, (columns[place], *beside))):
        return []
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
    may_be_called_so = says_nothing(column.header) or not _DEGREE_WORDS.isdisjoint(column.header.split())
    return may_be_called_so and share_of(column.values, regex) >= _MOST


def _is_far_from_zero(column: ColumnEvidence) -> bool:
    return median(abs(float(value)) for value in column.values if _DEGREES.fullmatch(value)) > _NEAR_ZERO


def _can_be_latitude(column: ColumnEvidence) -> bool:
    return (
        column.minimum is not None
        and column.maximum is not None
        and -90 <= column.minimum <= column.maximum <= 90
    )


def _street(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Words with a house number beside a place are streets, whatever their endings."""
    if not _may_be_streets(place, columns, ranked) or not best_around(place, ranked) & _NEAR_STREETS:
        return ranked[place]
    values = columns[place].values
    share = share_of([value for value in values if not YEAR_WITHIN.fullmatch(value)], _STREET)
    streets = {re.sub(r"\W*\d.*", "", value) or value for value in values}
    is_varied = len(streets) >= max(_MOST * len(values) / 2, min(2, len(values)))
    return [_beside("street_address", share)] if share >= _MOST and is_varied else ranked[place]


def _town(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Words beside a street, region or postal code are towns where some of them are known for towns."""
    around = best_around(place, ranked, reach=1)
    if not _is_undecided(place, columns, ranked) or not around & _BESIDE_A_CITY or "city" in around:
        return ranked[place]
    values = columns[place].values
    known = {
        word for word in map(normalised, values) if word in dictionary("cities") or _TOWN_FORM.fullmatch(word)
    }
    share = share_of(values, _TOWN)
    is_known = len(known) >= max(_SOME_CITIES * len(values), min(2, len(values)))
    return [_beside("city", share)] if is_known and share >= _MOST else ranked[place]


def _region(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Words beside a city or a region's code are regions where some of them are known for regions."""
    if not _is_undecided(place, columns, ranked) or not best_around(place, ranked) & {"city", "region"}:
        return ranked[place]
    values = columns[place].values
    words = [normalised(value) for value in values]
    known = sum(word in dictionary("regions") or word in dictionary("subdivisions") for word in words)
    share = share_of(values, _TOWN)
    is_known = known >= _SOME_CITIES * len(values)
    return [_beside("region", share)] if is_known and share >= _MOST else ranked[place]


def _region_code(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Short codes beside a place that are parts of countries in ISO 3166-2."""
    if not _is_undecided(place, columns, ranked):
        return ranked[place]
    if not best_around(place, ranked) & {"city", "street_address", "address", "postal_code"}:
        return ranked[place]
    values = columns[place].values
    codes = [value for value in values if _REGION_CODE.fullmatch(value)]
    known = sum(code.lower() in dictionary("subdivision_codes") for code in codes)
    share = known / max(len(values), 1)
    return [_beside("region", share)] if share >= _MOST else ranked[place]


def _postal(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> list[Candidate]:
    """Short numbers of one width, or of several countries' widths, beside places are postal codes."""
    column = columns[place]
    if (
        ranked[place]
        or not says_nothing(column.header)  # counts of each place are called what they count
        or not best_around(place, ranked) & _PLACES
        or column.data_type not in {DataType.TEXT, DataType.INTEGER}
        or column.distinct_count < min(2, column.value_count)
    ):
        return ranked[place]
    share = share_of(column.values, _POSTAL)
    return [_beside("postal_code", share)] if share >= _MOST else []


def _may_be_streets(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> bool:
    """Undecided, or taken for goods with a model number, which house numbers look like."""
    is_goods = (
        bool(ranked[place]) and ranked[place][0].type_.name == "product_name" and not ranked[place][0].header
    )
    return _is_undecided(place, columns, ranked) or is_goods


def _is_undecided(place: int, columns: Sequence[ColumnEvidence], ranked: Ranked) -> bool:
    return columns[place].data_type is DataType.TEXT and not ranked[place]


def _beside(name: str, share: float) -> Candidate:
    return Candidate(BY_NAME[name], share, 0.0, _BESIDE_A_PLACE)
