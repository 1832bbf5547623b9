"""Which texts mean "no value" in a column: some of them are values elsewhere."""

from collections.abc import Sequence

from datainsight.profiling.notations import NULL_SPELLINGS

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

_FEWEST_CODES = 4
_CODE_SHARE = 0.95
_SIGN_SHARE = 0.5


def values_after_all(spellings: Sequence[str], others: Sequence[str]) -> frozenset[str]:
    """The null spellings that are values in this column.

    Args:
        spellings: Null spellings that occur.
        others: Other distinct values of the column (all or a sample).
    """
    found = set()
    if "NA" in spellings and _are_codes(others):
        found.add("NA")
    if _are_signs(others):
        found |= {each for each in spellings if len(each.strip()) == 1}
    return frozenset(found)


def _are_codes(others: Sequence[str]) -> bool:
    """Two-letter codes of countries or continents: NA is Namibia or North America."""
    if len(others) < _FEWEST_CODES:
        return False
    return any(
        sum(each in codes for each in others) >= _CODE_SHARE * len(others)
        for codes in (COUNTRY_CODES, CONTINENT_CODES)
    )


def _are_signs(others: Sequence[str]) -> bool:
    """Single signs such as + of a strand or a blood group: the minus sign is a value there too."""
    signs = [each for each in others if len(each) == 1 and not each.isalnum() and each not in NULL_SPELLINGS]
    return len(signs) > _SIGN_SHARE * len(others)
