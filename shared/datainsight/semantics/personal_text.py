"""Names of people and telephone numbers, one value at a time."""

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
        "abu",
        "bint",
        "آل",
        "ال",
        "بن",
        "ابن",
        "بنت",
        "عبد",
        "أبو",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
    ]
)
_CAPITALISED = re.compile(r"[^\W\d_][\w'’.\-]*")
_SUBSCRIBER = re.compile(r"[2-9]\d{2}[2-9]\d{6}")
_BETWEEN_PHONES = re.compile(r"\s*[,;/|]\s*(?=[+(\d])|(?<=\d{4})\s+(?=[+(])")
_DATE_LIKE = re.compile(r"(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2}")
_NO_PHONE = re.compile(
    r"\d{2,7}-\d{2}-\d|\d{5}-\d{3}|\d{3}-\d{2}-\d{4}|(?:1[5-9]|20)\d\d[-–/](?:1[5-9]|20)\d\d"
)
"""Registered chemicals, postal codes of Brazil, social security numbers, spans of years."""
_FAMILY_ENDING = re.compile(
    r"[^\W\d_]{2,}(?:sson|ssen|nsen|rsen|lsen|dottir|ovic|evic|ovich|evich|owski|ewski|owska|ewska|czyk|enko|"
    r"chuk|opoulos|akis|idis|iadis|escu|shvili|dze|yan|ova|eva|ov|ev|sky|skaya|oglu|berger|mann|stein|baum|"
    r"quist|strom|lund|gaard|huizen|stra|inen|ainen)"
)
"""How family names end in languages that form them: 'son of', 'from', 'man'."""
_FAMILY_CHARACTERS = 2
"""Most family names of Japan have so many; those of China and Korea have one."""
_PAIR = 2
"""Words of a name that is a given and a family name and nothing else."""
_FAMILY_PARTICLE = re.compile(r"(?:van|von|de|di|della|du|mac|mc|o|al|el|ter|ten)\s?\S{3,}( \S+)?")
_ARTICLE = re.compile(r"ال ?\S{3,}")
"""Arabic family names have it, and so do most nouns: it says something behind a given name only."""


def is_person_name(value: str) -> bool:
    """Two to five words, capitalised where a script has capitals, one of them a known name at its place."""
    plain = _TITLE.sub("", value.strip())
    if any(character.isdigit() for character in plain) or len(plain) > 60:
        return False
    family_first = plain.count(",") == 1
    words = [word for word in re.split(r"[\s,]+", plain) if word]
    names = [word for word in words if word.casefold().strip(".") not in _PARTICLES]
    if not 2 <= len(names) <= 5 or len(words) > 6:
        return False
    if not all(_CAPITALISED.fullmatch(word) and not word[0].islower() for word in names):
        return False  # in scripts without capitals no letter is a small one
    if any(_is_no_name(word) for word in names):
        return False
    given = names[1:] if family_first else names[:-1]
    family = names[0] if family_first else names[-1]
    known = [normalised(word) in dictionary("first_names") for word in given]
    is_family = is_family_name(family) or _ARTICLE.fullmatch(normalised(family)) is not None
    has_initial = any(len(word.strip(".")) == 1 for word in given)
    # One known word among several says little: "Florence Bridge Society".
    is_given = any(known) and (is_family or has_initial or len(names) == _PAIR or sum(known) > 1)
    return is_given or (is_family and has_initial)


def _is_no_name(word: str) -> bool:
    plain = normalised(word)
    return (
        word.endswith(("'s", "’s"))
        or plain in dictionary("no_name_words")
        or plain in dictionary("organization_words")
    )


def is_unspaced_name(value: str) -> bool:
    """A known family name of China, Japan or Korea with a given name behind it, as it is written there."""
    return normalised(value[:1]) in dictionary("family_characters") or (
        len(value) > _FAMILY_CHARACTERS and normalised(value[:_FAMILY_CHARACTERS]) in dictionary("last_names")
    )


def is_family_name(value: str) -> bool:
    """A known one, or one that is formed as family names are."""
    plain = normalised(value)
    if plain in dictionary("last_names"):
        return True
    parts = value.strip().split("-")
    if len(parts) > 1 and all(normalised(part) in dictionary("last_names") for part in parts):
        return True
    return _FAMILY_ENDING.fullmatch(plain) is not None or _FAMILY_PARTICLE.fullmatch(plain) is not None


def is_subscriber_number(value: str) -> bool:
    """A telephone number, or ten digits as the North American Numbering Plan gives them out."""
    return _SUBSCRIBER.fullmatch(value) is not None or is_phone_number(value)


def are_phone_numbers(value: str) -> bool:
    """Several telephone numbers."""
    parts = _BETWEEN_PHONES.split(value)
    return len(parts) > 1 and all(is_phone_number(part) for part in parts)


def is_phone_number(value: str) -> bool:
    """Seven to fifteen digits (ITU-T E.164) with the marks of a telephone number, and no date."""
    value = value.lstrip(string.ascii_letters + ".: ")
    digits = sum(map(str.isdigit, value))
    if not 7 <= digits <= 17 or _DATE_LIKE.search(value) or _NO_PHONE.fullmatch(value):
        return False
    if value.startswith(("+", "(", "00")):
        return True
    groups = re.findall(r"\d+", value)
    if value.count("/") > 1 or ("-" in value and len(groups[-1]) not in {2, 3, 4} and value[0] != "0"):
        return False
    if len(groups) == 1:
        return value[0] == "0" and 9 <= digits <= 11
    marks = re.sub(r"[\d\s]", "", value)
    if marks.strip(".") == "" and "." in marks and len(groups) < 3:
        return False
    return (value[0] == "0" or len(groups) >= 3 or "-" in marks) and max(map(len, groups)) <= 9
