"""Checks of numbers, by python-stdnum; each is imported when a column could hold such a number."""

from importlib import import_module

_VIN_VALUES = dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ0123456789",
        [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9, *range(10)],
        strict=True,
    )
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def is_valid(module: str, value: str) -> bool:
    """Whether `stdnum.<module>` takes the value for valid, marks between its digits included."""
    try:
        return bool(import_module(f"stdnum.{module}").is_valid(value))
    except (LookupError, ValueError):  # some of its formats look up parts of the number without asking
        return False


def is_iban(value: str) -> bool:
    """ISO 13616: two letters, two check digits and an account, whose remainder by 97 is 1.

    Lengths of countries are not asked for: new ones join, and a remainder that is right in all values of a
    column is no chance.
    """
    plain = value.replace(" ", "").upper()
    return is_valid("iso7064.mod_97_10", plain[4:] + plain[:4])


def is_card(value: str) -> bool:
    """ISO/IEC 7812: a length that cards have, and the Luhn digit."""
    return is_valid("luhn", value.replace(" ", "").replace("-", ""))


def is_isbn(value: str) -> bool:
    """ISO 2108, ten or thirteen digits."""
    return is_valid("isbn", value.upper().removeprefix("ISBN").lstrip(": "))


def is_issn(value: str) -> bool:
    """ISO 3297."""
    return is_valid("issn", value)


def is_ean(value: str) -> bool:
    """GS1 numbers of 8, 12, 13 or 14 digits."""
    return is_valid("ean", value)


def is_imei(value: str) -> bool:
    """3GPP TS 23.003, with the Luhn digit."""
    return is_valid("imei", value)


def is_isin(value: str) -> bool:
    """ISO 6166."""
    return is_valid("isin", value)


def is_lei(value: str) -> bool:
    """ISO 17442."""
    return is_valid("lei", value)


def is_bic(value: str) -> bool:
    """ISO 9362."""
    return is_valid("bic", value)


def is_orcid(value: str) -> bool:
    """ISO 7064 mod 11-2 over sixteen digits."""
    return is_valid("isni", value.rsplit("/", 1)[-1])


def is_ssn(value: str) -> bool:
    """Areas, groups and serials that the Social Security Administration gives out."""
    return is_valid("us.ssn", value)


def is_eu_vat(value: str) -> bool:
    """A VAT number of a member state, with its country's check."""
    return is_valid("eu.vat", value)


def is_vin(value: str) -> bool:
    """ISO 3779 with the check digit of 49 CFR 565, which North America demands."""
    total = sum(_VIN_VALUES[mark] * weight for mark, weight in zip(value.upper(), _VIN_WEIGHTS, strict=True))
    return "0123456789X"[total % 11] == value[8].upper()
