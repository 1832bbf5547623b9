"""Tells encodings by the letters of languages: bytes are hardly ever words of one language by chance.

Statistical detectors judge by frequent pairs of letters, which columns of names and places do not have.
"""

import re
from collections import Counter
from collections.abc import Iterable

_PUNCTUATION = frozenset("–—‘’“”„…•«»·¿¡ºª°\u00a0")
_SIGNS = frozenset("€£§©®™²³½×´µ±")
_WESTERN = (
    "äöüÄÖÜßé", "éèêëàâçîïôùûœæÉÈÊÀÂÇÎÔÛŒ", "áéíóúñüÁÉÍÓÚÑÜ", "ãõáéíóúâêôàçüÃÕÁÉÍÓÚÂÊÔÀÇ", "àèéìòùÀÈÉÌÒÙ",
    "åäöæøéüÅÄÖÆØ", "éëèïöüáóêÉË",
)  # fmt: skip
"""Letters beyond ASCII of German, French, Spanish, Portuguese, Italian, the north, Dutch."""

_ICELANDIC = "áéíóúýðþæöÁÉÍÓÚÝÐÞÆÖ"
_CENTRAL = (
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "áčďéěíňóřšťúůýžľĺŕôäÁČĎÉĚÍŇÓŘŠŤÚŮÝŽĽ", "áéíóöőúüűÁÉÍÓÖŐÚÜŰ", "ăâîşţĂÂÎŞŢ",
    "čćđšžČĆĐŠŽ",
)  # fmt: skip
"""Of Polish, Czech and Slovak, Hungarian, Romanian, Croatian and Slovene."""

_SHARED = "éöüäáóíßÖÜÄÉ"
_CENTRAL_AND_SHARED = tuple(each + _SHARED for each in _CENTRAL)
_TURKISH = "çğıöşüâîÇĞİÖŞÜ"
_CHOICES: tuple[tuple[str, tuple[str, ...]], ...] = (
    *((encoding, _WESTERN) for encoding in ("cp1252", "iso8859_15", "cp850", "mac_roman")),
    ("cp1254", (_TURKISH,)),
    ("cp1252", (_ICELANDIC,)),
    *((encoding, _CENTRAL) for encoding in ("cp1250", "iso8859_2", "cp852")),
    # Lists of people and places have words of many languages.
    *((encoding, ("".join(_WESTERN),)) for encoding in ("cp1252", "iso8859_15", "cp850", "mac_roman")),
    *(
        (encoding, tuple(each + _SHARED for each in _CENTRAL))
        for encoding in ("cp1250", "iso8859_2", "cp852")
    ),
)
_LEAST_FITTING = 0.97
_MOST_OF_A_WORD = 0.5
"""More letters beyond ASCII have only languages with another script, read in a western encoding."""

_WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f\W\d_][^\W\d_]*")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_HANGUL, _KANA, _IDEOGRAPHS = "[\uac00-\ud7a3]", "[\u3041-\u30ff]", "[\u4e00-\u9fff]"
_MARKS_OF_THE_EAST = "[\u3000-\u303f\uff01-\uff5e]"
_LEAST_KANA = 0.1


def language_encoding(sample: bytes) -> str | None:
    """The first encoding in which the letters beyond ASCII are those of one language, or of western ones.

    Args:
        sample: Bytes that are no UTF-8.

    Returns:
        Python codec name; None where the text may be anything else.
    """
    for encoding, languages in _CHOICES:
        if _is_written_in(sample.decode(encoding, "replace"), languages):
            return encoding
    for encoding in ("euc_kr", "shift_jis", "euc_jp"):
        if is_eastern(sample, encoding, _LEAST_KANA):
            return encoding
    return None


def is_eastern(sample: bytes, encoding: str, least_kana: float = 0.0) -> bool:
    """Whether a text is Korean (Hangul throughout) or Japanese (Chinese characters and kana)."""
    text = sample.decode(encoding, "replace")
    found = len(_BEYOND_ASCII.findall(text)) - len(re.findall(_MARKS_OF_THE_EAST, text))
    hangul, kana = len(re.findall(_HANGUL, text)), len(re.findall(_KANA, text))
    if encoding == "euc_kr":
        return found > 0 and hangul >= _LEAST_FITTING * found
    ideographs = len(re.findall(_IDEOGRAPHS, text))
    return found > 0 and ideographs + kana >= _LEAST_FITTING * found and kana >= least_kana * found


def _is_written_in(text: str, languages: Iterable[str]) -> bool:
    found = [(match[0], match.start()) for match in _BEYOND_ASCII.finditer(text)]
    signs = sum(1 for mark, place in found if _is_sign(text, mark, place))
    counts = Counter(mark for mark, _ in found if mark not in _SIGNS and mark not in _PUNCTUATION)
    letters = max(sum(counts[letter] for letter in set(language)) for language in languages)
    words = "".join(_WORD.findall(text))
    beyond = len(_BEYOND_ASCII.findall(words))
    return letters + signs >= _LEAST_FITTING * len(found) and beyond <= _MOST_OF_A_WORD * len(words)


def _is_sign(text: str, mark: str, place: int) -> bool:
    """Whether it is no letter and stands where none would: punctuation not within a word, signs apart."""
    if mark not in _SIGNS and mark not in _PUNCTUATION:
        return False
    is_after_letter = text[place - 1 : place].isalpha()
    is_before_letter = text[place + 1 : place + 2].isalpha()
    if mark in _SIGNS:
        return not (is_after_letter or is_before_letter)
    return mark == "’" or not (is_after_letter and is_before_letter)
