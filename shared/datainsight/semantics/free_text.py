"""Tells kinds of words and prose apart, one value at a time: addresses, titles, goods, descriptions."""

import re

from datainsight.semantics.words import dictionary, normalised

_MODEL = re.compile(
    r"(?=\w*\d)(?=\w*[a-z])[\w-]{2,}|\d+(?:[.,]\d+)?\s?(?:mm|cm|m|ml|l|g|kg|gb|tb|mah|w|v|inch|in|\"|oz|pcs|pack|x)\b",
    re.IGNORECASE,
)
_STREET_NUMBER = re.compile(
    r"(?:^|[\s,])(?:no\.?\s*|#|n[°º]\s*)?\d{1,5}\s?[a-z]?(?:\s?[-/–]\s?\d{1,5}\s?[a-z]?)?(?=$|[\s,])",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"(?:.*[\s.])?\d{1,5}[a-zA-Zа-я]?(?:[\s/-]{1,2}\d{1,4}[a-z]?){0,3}[.,]?(?:\s.*)?")
"""A part of an address with the number of a house or a flat."""
_POSTAL_CODE = (
    r"(?:[A-Z]{1,2}-)?(?:\d{5,6}|\d{2,3}[ -]\d{2,3}|\d{4}\s?[A-Z]{2}|\d{5}-\d{3,4}|"
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)"
)
_POSTAL_TOWN = re.compile(
    rf"(?:[^\W\d_][\w.'’()-]*[\s-]+){{0,5}}{_POSTAL_CODE}(?:[\s/-]+[^\W\d_][\w.'’()-]*){{0,6}}|"
    r"(?:[A-Z]{1,2}-)?\d{4}(?:\s[^\W\d_][\w.'’()-]*){1,5}"
)
"""A postal code of any country, alone or with the name of a town or a part of a country."""
_LONGEST_ADDRESS = 25
"""Words."""
_FEWEST_NAMES = 2
"""Words with a capital that an address has."""
_EPISODE = re.compile(r"(?i)\b(?:season|episode|chapter|vol(?:ume)?|part|track|version)\s?\d")
YEAR_WITHIN = re.compile(r"[^\d,]+\s[^\d,]+\s(?:19|20)\d\d\s[^\d,]+\s[^\d,]+")
"""A year with two words before and behind it, and no other number: of an event, hardly of a house."""
_STREET_ENDING = re.compile(
    r"(?:str|straße|strasse|gasse|weg|platz|allee|straat|laan|gatan|vägen|gata|vej|gade|vejen|veien|vagen|gaten|bakken|backen|torvet|torv|torget|gyden|stien|stigen|alle|katu|tie|utca|kade|plein|singel|dreef|steenweg)\.?$",
    re.IGNORECASE,
)
_LONG_HOUSE = re.compile(r"(?!(?:19|20)\d\d$)\d{3,5}[A-Za-z]?,?")
_PLACE_WORD = re.compile(r"[^\W\d_][\w'’.-]+")
_LONGEST_PLACE = 80
_SENTENCE = re.compile(r"[.!?…](?:\s|$)")
_LONG_STREET = 9
"""Words of an address without a comma."""
_WRITTEN_OUT = 4
"""Letters of a street word that is no abbreviation."""
_BETWEEN_PARTS = re.compile(r"\s*[,;/&|]\s*|\s+and\s+")
_PAYMENT = frozenset(["card", "cards", "cash", "visa", "mastercard", "paypal", "cheque"])
_CLOCK = re.compile(r"\d:\d\d")
_MARKS = re.compile(r"[.\s/()-]+")
_UNSPACED_FIRM = re.compile("株式会社|有限会社|合同会社|有限公司|주식회사|유한회사|\\(주\\)|\\(유\\)")
_MOST_PARTS = 4
"""Parts that the written form of a law may have: "S. de R.L."."""
_SHORT_FORM = 2
"""Letters of a form that is an ordinary word unless it has capitals or points."""
_PROSE = 8
"""Words that make a text prose rather than a name."""


def is_street_address(value: str) -> bool:
    """A street word with a number, or a number in front of words."""
    if not 5 <= len(value) <= 200 or not any(map(str.isalpha, value)):
        return False
    if _EPISODE.search(value) or (len(value.split()) > _LONG_STREET and "," not in value):
        return False
    if YEAR_WITHIN.fullmatch(value):
        return False
    words = normalised(value).split()
    known = dictionary("street_words")
    has_street = (
        any(word in known for word in words)
        or "po box" in " ".join(words)
        or any(len(word) > 5 and _STREET_ENDING.search(word) for word in words)
    )
    ends_with_street = 2 <= len(words) <= 4 and len(words[-1]) >= _WRITTEN_OUT and words[-1] in known
    return has_street and (ends_with_street or _STREET_NUMBER.search(value) is not None)


def is_numbered_place(value: str) -> bool:
    """A house number of three digits or more before two or more capitalised words: "986 Hall Orchard".

    Shorter numbers count things, four digits may be a year, and a unit makes an amount of the number.
    """
    number, *words = value.split() or [""]
    house = _LONG_HOUSE.fullmatch(number)
    if house is None or not _FEWEST_NAMES <= len(words) <= _LONG_STREET or len(value) > _LONGEST_PLACE:
        return False
    if any(_PLACE_WORD.fullmatch(word) is None or word[0].islower() for word in words[:_FEWEST_NAMES]):
        return False
    unit = normalised(words[0])
    return not any(word in dictionary("units") for word in (unit, unit.removesuffix("s")))


def is_full_address(value: str) -> bool:
    """A house number, and in another part between commas a postal code."""
    parts = [part.strip() for part in value.split(",")]
    if not 2 <= len(parts) <= 6 or not 12 <= len(value) <= 200 or len(value.split()) > _LONGEST_ADDRESS:
        return False
    names = sum(word[0].isupper() for word in value.split() if len(word) > 1)
    towns = {place for place, part in enumerate(parts) if _POSTAL_TOWN.fullmatch(part)}
    houses = {place for place, part in enumerate(parts) if _HOUSE.fullmatch(part)}
    return names >= _FEWEST_NAMES and any(house != town for house in houses for town in towns)


def is_job_title(value: str) -> bool:
    """A few words, one of which names an occupation."""
    words = normalised(value).split()
    return (
        1 <= len(words) <= 9 and len(value) <= 100 and any(word in dictionary("job_words") for word in words)
    )


def is_organization(value: str) -> bool:
    """A few words, one of which only organisations carry."""
    words = normalised(value).split()
    if len(value) > 100 or _UNSPACED_FIRM.search(value):
        return len(value) <= 100
    if not 2 <= len(words) <= 12 or _PAYMENT & set(words) or _CLOCK.search(value):
        return False
    return any(word in dictionary("organization_words") for word in words) or _has_legal_form(value)


def _has_legal_form(value: str) -> bool:
    """Whether a name ends or begins with what the law calls such a company: "S.r.l.", "Sp. z o.o.", "ООО"."""
    parts = value.replace(",", " ").split()
    ends = [" ".join(parts[-count:]) for count in range(1, min(_MOST_PARTS, len(parts) - 1) + 1)]
    return any(_is_legal_form(end) for end in (*ends, parts[0]))


def _is_legal_form(text: str) -> bool:
    plain = _MARKS.sub("", text)
    is_marked = len(plain) > _SHORT_FORM or plain.isupper() or "." in text or "/" in text
    return is_marked and normalised(plain) in dictionary("legal_forms")


def is_product_name(value: str) -> bool:
    """Some words with a model number or a size among them."""
    words = value.split()
    return (
        2 <= len(words) <= 25
        and len(value) <= 200
        and any(len(word) > 2 and word.isalpha() for word in words)
        and _MODEL.search(value) is not None
        and not is_description(value)
    )


def is_description(value: str) -> bool:
    """Prose: many words, in sentences."""
    words = value.split()
    return len(words) >= 2 * _PROSE or (len(words) >= _PROSE and _SENTENCE.search(value) is not None)


def is_review(value: str) -> bool:
    """Prose in which somebody speaks of what they think."""
    if len(value.split()) < _PROSE - 2:
        return False
    words = normalised(value[:600]).split()
    found = sum(word in dictionary("opinion_words") for word in words)
    return found >= 2 and found >= 0.06 * len(words)


def are_languages(value: str) -> bool:
    """Names of languages, one or several."""
    return _all_known(value, "languages")


def is_currency(value: str) -> bool:
    """The name of a currency, or how its unit is called."""
    words = normalised(value).split()
    if " ".join(words) in dictionary("currencies"):
        return True
    return 1 <= len(words) <= 3 and len(words[-1]) > 2 and words[-1] in dictionary("currency_units")


def _all_known(value: str, name: str) -> bool:
    parts = [normalised(part) for part in _BETWEEN_PARTS.split(value)]
    return all(len(part) > 3 and part in dictionary(name) for part in parts)


def is_category(value: str) -> bool:
    """At most a few words."""
    return len(value.split()) <= 6


def are_weekdays(value: str) -> bool:
    """Names of days, one or several."""
    known = dictionary("weekdays")
    word = normalised(value)
    if len(word) < 2:
        return False
    return word in known or (" " in word and all(part in known for part in word.split()))
