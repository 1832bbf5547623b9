"""Regular expressions of addresses and telephone numbers, in the subset that all languages share."""

LOCAL = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+"
DOMAIN = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:[.][A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
ADDRESS = f"{LOCAL}@{DOMAIN}"
"""What RFC 5321 and the HTML standard allow without quotes."""

SCHEME = "[Hh][Tt][Tt][Pp][Ss]?://"

PHONE_SIGNS = "[ ()./-]*"
"""What may stand between the digits of a telephone number."""
E164 = "^[+][1-9][0-9]{7,14}$"
"""A telephone number as ITU-T recommendation E.164 has it written."""

_ONE_DIGIT = ("1", "7")
_TWO_DIGITS = frozenset(
    {
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48",
        "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81",
        "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
    }
)  # fmt: skip
WITHOUT_TRUNK = frozenset(
    {
        "1", "7", "30", "34", "39", "45", "47", "48", "52", "65", "351", "352", "354", "356",
        "357", "370", "371", "372", "376", "377", "378", "420", "852", "853", "965", "968", "974",
    }
)  # fmt: skip
"""Codes of countries where no 0 stands before national numbers (or belongs to them); ITU, list of dialling
procedures. In the others it falls away after the code."""


def calling_code(digits: str) -> str:
    """The country's code at the beginning of an international number (ITU-T, list of E.164 country codes)."""
    if digits.startswith(_ONE_DIGIT):
        return digits[0]
    return digits[:2] if digits[:2] in _TWO_DIGITS else digits[:3]
