"""Tells kinds of words and prose apart, one value at a time: names, titles, addresses, descriptions."""

import re
import string

from datainsight.semantics.words import dictionary, normalised

_TITLE = re.compile(r"(?:mr|mrs|ms|miss|dr|prof|sir|dame|herr|frau|mme|sr|sra|rev|hon)\.?\s+", re.IGNORECASE)
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "del",
        "della",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "y",
        "e",
        "zu",
        "ter",
        "ten",
        "st",
        "o",
        "mc",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
    ]
)
_CAPITALISED = re.compile(r"[^\W\d_][\w'’.\-]*")
_MODEL = re.compile(
    r"(?=\w*\d)(?=\w*[a-z])[\w-]{2,}|\d+(?:[.,]\d+)?\s?(?:mm|cm|m|ml|l|g|kg|gb|tb|mah|w|v|inch|in|\"|oz|pcs|pack|x)\b",
    re.IGNORECASE,
)
_STREET_NUMBER = re.compile(
    r"(?:^|[\s,])(?:no\.?\s*|#|n[°º]\s*)?\d{1,5}\s?[a-z]?(?:\s?[-/–]\s?\d{1,5}\s?[a-z]?)?(?=$|[\s,])",
    re.IGNORECASE,
)
_STREET_ENDING = re.compile(
    r"(?:str|straße|strasse|gasse|weg|platz|allee|straat|laan|gatan|vägen|gata|vej|gade|katu|tie|utca|kade|plein)\.?$",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(r"(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2}")
_CHEMICAL = re.compile(r"\d{2,7}-\d{2}-\d")
_SENTENCE = re.compile(r"[.!?…](?:\s|$)")

_WRITTEN_OUT = 4
"""Letters of a street word that is no abbreviation."""
_PROSE = 8
"""Words that make a text prose rather than a name."""


def is_person_name(value: str) -> bool:
    """Two to five words that begin with capitals, one of them a known given or family name at its place."""
    plain = _TITLE.sub("", value.strip())
    if any(character.isdigit() for character in plain) or len(plain) > 60:
        return False
    family_first = plain.count(",") == 1
    words = [word for word in re.split(r"[\s,]+", plain) if word]
    names = [word for word in words if word.casefold().strip(".") not in _PARTICLES]
    if not 2 <= len(names) <= 5 or len(words) > 6:
        return False
    if not all(_CAPITALISED.fullmatch(word) and word[0].isupper() for word in names):
        return False
    if any(normalised(word) in dictionary("organization_words") for word in names):
        return False
    given = names[1:] if family_first else names[:-1]
    family = names[0] if family_first else names[-1]
    is_given = any(normalised(word) in dictionary("first_names") for word in given)
    is_family = normalised(family) in dictionary("last_names")
    has_initial = any(len(word.strip(".")) == 1 for word in given)
    return is_given or (is_family and has_initial)


def is_phone_number(value: str) -> bool:
    """Seven to fifteen digits (ITU-T E.164) with the marks of a telephone number, and no date."""
    value = value.lstrip(string.ascii_letters + ".: ")
    digits = sum(map(str.isdigit, value))
    if not 7 <= digits <= 17 or _DATE_LIKE.search(value) or _CHEMICAL.fullmatch(value):
        return False
    if value.startswith(("+", "(", "00")):
        return True
    groups = re.findall(r"\d+", value)
    if len(groups) == 1:
        return value[0] == "0" and 9 <= digits <= 11
    marks = re.sub(r"[\d\s]", "", value)
    if marks.strip(".") == "" and "." in marks and len(groups) < 3:
        return False
    return (value[0] == "0" or len(groups) >= 3 or "-" in marks) and max(map(len, groups)) <= 9


def is_street_address(value: str) -> bool:
    """A street word with a number, or a number in front of words."""
    if not 5 <= len(value) <= 200 or not any(map(str.isalpha, value)):
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


def is_job_title(value: str) -> bool:
    """A few words, one of which names an occupation."""
    words = normalised(value).split()
    return (
        1 <= len(words) <= 9 and len(value) <= 100 and any(word in dictionary("job_words") for word in words)
    )


def is_organization(value: str) -> bool:
    """A few words, one of which only organisations carry."""
    words = normalised(value).split()
    if not 2 <= len(words) <= 12 or len(value) > 100:
        return False
    return any(word in dictionary("organization_words") for word in words)


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
