"""Which texts mean "no value" in a column: some of them are values elsewhere."""

from collections.abc import Mapping, Sequence

from datainsight.profiling.column import NotationPartial
from datainsight.profiling.notations import NULL_SPELLINGS, NUMBERS, Notation, is_temporal
from datainsight.semantics.headers import named_types
from datainsight.semantics.words import normalised

COUNTRY_CODES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
    ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
    HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
    LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
    NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
    SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
    UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW UK EL EU XK
    """.split()  # noqa: SIM905 - a list of 250 quoted literals is unreadable
)
CONTINENT_CODES = frozenset({"AF", "AN", "AS", "EU", "NA", "OC", "SA"})
ELEMENTS = frozenset(
    """
    H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y
    Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re
    Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr
    """.split()  # noqa: SIM905
)
DEGREES = frozenset(
    """
    low lower lowest medium middle moderate high higher highest mild light heavy severe extreme slight minor
    major minimal maximal some few several many most all partial half full complete basic intermediate
    advanced little much lots weak strong rarely sometimes often always occasional frequent small large
    """.split()  # noqa: SIM905
)
"""Words of scales that begin with "none"."""

WORDS_FOR_NOTHING = frozenset(
    {
        "unknown", "unk", "unkn", "unspecified", "not known", "not specified", "not provided", "not recorded",
        "not reported", "not stated", "not given", "not found", "not set", "no answer",
        "no response", "no value", "no info", "no information", "don't know", "dont know", "tbd", "tba",
        "tbc", "to be determined", "to be announced", "withheld", "unavailable", "not avail", "not avail.",
        "n.k.", "n/k", "empty", "blank", "nothing", "void", "invalid", "error", "err", ":", "x", "xx", "xxx",
        "unbekannt", "keine angabe", "k.a.", "inconnu", "desconocido", "sconosciuto", "onbekend", "s/d",
    }
)  # fmt: skip
"""In lower case. Among words they are a category like any other; among numbers and dates they are nulls."""

_COUNTRY_WORDS = frozenset({"country", "countries", "nation", "nationality"})
_FEWEST_CODES, _FEWEST_IF_NAMED = 4, 2
_MOSTLY = 0.5
_FEWEST_DEGREES = 2
_CODE_SHARE = 0.95
_SIGN_SHARE = 0.5


def values_after_all(spellings: Sequence[str], others: Sequence[str], name: str = "") -> frozenset[str]:
    """The null spellings that are values in this column.

    Args:
        spellings: Null spellings that occur.
        others: Other distinct values of the column (all or a sample).
        name: The column's name: where it speaks of countries, fewer codes are proof enough.
    """
    found = set()
    if "NA" in spellings and _are_codes(others, name):
        found.add("NA")
    if "Na" in spellings and _are_of(others, ELEMENTS, _FEWEST_CODES):
        found.add("Na")
    nones = [each for each in spellings if each.strip().lower() == "none"]
    if nones and _are_degrees(others):
        found.update(nones)
    if _are_signs(others):
        found |= {each for each in spellings if len(each.strip()) == 1}
    return frozenset(found)


def nulls_after_all(notations: Mapping[str, NotationPartial], value_count: int) -> frozenset[str]:
    """Texts that are values elsewhere but mean "no value" in this column of numbers or dates.

    Args:
        notations: Of the column, by name. Only words among the remembered examples are found.
        value_count: Values that are no null in any common spelling.
    """
    words = notations.get(Notation.TEXT)
    if words is None:
        return frozenset()
    nothing = {
        text: count for text, count in words.examples.pairs() if text.strip().lower() in WORDS_FOR_NOTHING
    }
    fitting = sum(part.count for name, part in notations.items() if name in NUMBERS or is_temporal(name))
    is_mostly = fitting > _MOSTLY * (value_count - sum(nothing.values()))
    return frozenset(nothing) if is_mostly else frozenset()


def _are_codes(others: Sequence[str], name: str) -> bool:
    """Two-letter codes of countries or continents: NA is Namibia or North America."""
    fewest = _FEWEST_IF_NAMED if len(others) < _FEWEST_CODES and _names_countries(name) else _FEWEST_CODES
    return _are_of(others, COUNTRY_CODES, fewest) or _are_of(others, CONTINENT_CODES, _FEWEST_CODES)


def _names_countries(name: str) -> bool:
    """Whether a header speaks of countries, in any language that is known."""
    header = normalised(name)
    return not _COUNTRY_WORDS.isdisjoint(header.split()) or "country" in named_types(header)


def _are_of(others: Sequence[str], codes: frozenset[str], fewest: int) -> bool:
    if len(others) < fewest:
        return False
    return sum(each in codes for each in others) >= _CODE_SHARE * len(others)


def _are_degrees(others: Sequence[str]) -> bool:
    """Steps of a scale such as mild and severe, whose lowest is none at all."""
    found = sum(any(word in DEGREES for word in each.lower().split()) for each in others)
    return found >= max(_FEWEST_DEGREES, _SIGN_SHARE * len(others))


def _are_signs(others: Sequence[str]) -> bool:
    """Single signs such as + of a strand or a blood group: the minus sign is a value there too."""
    signs = [each for each in others if len(each) == 1 and not each.isalnum() and each not in NULL_SPELLINGS]
    return len(signs) > _SIGN_SHARE * len(others)
