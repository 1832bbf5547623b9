"""Rare spellings of what a frequent text says: other order of words, other blanks, other letters of a sound.

Texts are one cluster where a key that leaves out how they are written is the same (key collision, the method
of OpenRefine: fingerprint and n-gram fingerprint; Verborgh & De Wilde, "Using OpenRefine", 2013). The key of
sound follows Metaphone (Philips 1990), with the spellings of Germanic, Romance and Slavic languages put in;
the key of looks has one letter for those that scanners take for each other (Kukich 1992, section 2.2). A key
that frequent texts of the column share tells nothing in it. Numbers are never spellings of each other.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from datainsight.profiling.suspects.misspelled import Misspelled
from datainsight.profiling.suspects.thresholds import VARIANTS
from datainsight.semantics.lexicon import familiar_words
from datainsight.semantics.words import words_of

_WORDS = re.compile(r"[^\W_]+")
_NUMBERS = re.compile(r"[<>=\u2264\u2265~+-]*\s?\d[\d.,:/+-]*")
_DOUBLED = re.compile(r"(.)\1+")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("[aeo]e|ue", "e"), ("tsch|sch|sh|tch|ch|cz|sz", "x"), ("ph|pf|v|w", "f"),
        ("ck|q|c(?![eiy])", "k"),
        ("c|z|ts", "s"), ("th|dt", "t"), ("gh", "g"), ("(?<!^)h", ""), ("[yj]", "i"), ("(?<!^)[aeiou]", ""),
        ("^[aeiou]", "a"),
    )
)  # fmt: skip
"""Spellings of one sound; vowels count at the beginning of a word alone."""
_LOOKS = tuple({
    "rn": "m", "vv": "w", "cl": "d", "0": "o", "1": "l", "|": "l", "i": "l", "5": "s", "8": "b",
}.items())  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Method:
    """A way to tell spellings of one thing.

    Attributes:
        key: What two of them have in common.
        may_be_one: Whether a rare and a usual text with one key may be the same.
        probability: That they are, where the rare one is very rare.
        ratio: How much more frequent the usual one has to be.
        is_loose: Whether different things may have one key.
    """

    key: Callable[[str], str]
    may_be_one: Callable[[str, str], bool]
    probability: float
    ratio: float
    is_loose: bool = True


def spelled_otherwise(texts: Sequence[str], counts: Sequence[int]) -> list[Misspelled]:
    """Texts that say what a more frequent one says, in another spelling.

    Args:
        texts: Distinct texts.
        counts: How often each occurs.
    """
    if not _come_again(texts, counts):
        return []
    ratio = VARIANTS.usual_ratio
    methods = (
        _Method(fingerprint, _are_same_words, VARIANTS.words_confidence, 1.0, is_loose=False),
        _Method(letter_pairs, _are_same_numbers, VARIANTS.letters_confidence, ratio),
        _Method(sounds, _sound_alike, VARIANTS.sounds_confidence, ratio),
    )
    found: dict[str, Misspelled] = {}
    for method in methods:
        for each in _clustered(texts, counts, method):
            found.setdefault(each.text, each)
    return list(found.values())


def looking_alike(texts: Sequence[str], counts: Sequence[int]) -> list[Misspelled]:
    """Texts that a scanner may have read for a more frequent one: "Birrningham", "B1RMINGHAM".

    Args:
        texts: Distinct texts.
        counts: How often each occurs.
    """
    if not _come_again(texts, counts):
        return []
    method = _Method(looks, _is_no_code, VARIANTS.looks_confidence, VARIANTS.usual_ratio)
    return list(_clustered(texts, counts, method))


def fingerprint(text: str) -> str:
    """Its words without case, accents and marks, each once, in order of the alphabet; "" where too short."""
    key = " ".join(sorted({*words_of(text)}))
    return key if len(key) >= VARIANTS.shortest_words else ""


def letter_pairs(text: str) -> str:
    """Its pairs of neighbouring letters without blanks and marks, each once, in order of the alphabet."""
    letters = "".join(words_of(text))
    if len(letters) < VARIANTS.shortest_letters:
        return ""
    return "".join(sorted({letters[place : place + 2] for place in range(len(letters) - 1)}))


def sounds(text: str) -> str:
    """Its words as they sound, in their order; "" where too few sounds are left."""
    words = words_of(text)
    key = " ".join(_sound(word) for word in words)
    return key if len(key) >= VARIANTS.shortest_sounds else ""


def looks(text: str) -> str:
    """With one letter for all that look like it; "" for what is not mostly letters."""
    key = text.casefold()
    if len(key) < VARIANTS.shortest_looks or 2 * sum(map(str.isalpha, key)) <= len(key):
        return ""
    for old, new in _LOOKS:
        key = key.replace(old, new)
    return key


def _sound(word: str) -> str:
    word = _DOUBLED.sub(r"\1", word)
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return _DOUBLED.sub(r"\1", word)


def _come_again(texts: Sequence[str], counts: Sequence[int]) -> bool:
    """Whether texts name things that come up again and again, so that a rare one may be meant for another."""
    return len(texts) <= VARIANTS.most_texts and sum(counts) >= VARIANTS.rows_a_text * len(texts)


def _are_same_words(rare: str, usual: str) -> bool:
    """In the same order; or in another one where a comma says so: "Lee, Ann" and "Ann Lee"."""
    in_order = words_of(rare) == words_of(usual)
    return _are_same_numbers(rare, usual) and (in_order or ("," in rare) != ("," in usual))


def _are_same_numbers(rare: str, usual: str) -> bool:
    return _NUMBERS.findall(rare) == _NUMBERS.findall(usual)


def _sound_alike(rare: str, usual: str) -> bool:
    """Words of about the same length: a key has few sounds, and long words may have those of short ones."""
    pairs = zip(_WORDS.findall(rare), _WORDS.findall(usual), strict=False)
    is_near = all(abs(len(left) - len(right)) <= VARIANTS.longer_words for left, right in pairs)
    return is_near and _are_same_numbers(rare, usual)


def _is_no_code(rare: str, usual: str) -> bool:
    """Whether digits stand for letters alone: within a word, of which no digit is known."""
    return not any(map(str.isdigit, usual)) and not any(map(str.isdigit, _WORDS.findall(rare)))


def _clustered(texts: Sequence[str], counts: Sequence[int], method: _Method) -> Iterator[Misspelled]:
    """The rarer texts of each cluster beside its most frequent one."""
    clusters: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if made := method.key(text):
            clusters[made].append(place)
    several = [sorted(places, key=lambda place: -counts[place]) for places in clusters.values() if places[1:]]
    frequent = sum(count >= VARIANTS.frequent for count in counts)
    colliding = sum(counts[places[1]] >= VARIANTS.frequent for places in several)
    if method.is_loose and colliding > VARIANTS.colliding_share * frequent:
        return
    rare = [texts[place] for places in several for place in places[1:]] if method.is_loose else []
    familiar = familiar_words(rare)
    for usual, *others in several:
        for place in others:
            if counts[usual] <= method.ratio * counts[place] or not _may_be_one(
                texts[place], texts[usual], method
            ):
                continue
            share = counts[usual] / (counts[usual] + counts[place])
            weight = VARIANTS.known_word_weight if texts[place] in familiar else 1.0
            yield Misspelled(
                text=texts[place],
                count=counts[place],
                usual=texts[usual],
                usual_count=counts[usual],
                probability=method.probability * weight * share**2,
                is_clear=True,
            )


def _may_be_one(rare: str, usual: str, method: _Method) -> bool:
    """Whether two texts differ in more than capitals and blanks, which others look at, and in no number."""
    return rare.casefold().split() != usual.casefold().split() and method.may_be_one(rare, usual)
