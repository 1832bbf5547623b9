"""Rare texts that are one slip away from a frequent one, each with the probability that it is a slip.

A noisy channel (Kernighan, Church & Gale 1990; Norvig 2007) whose chances come from the column itself. That a
rare text lies beside a frequent one means something only where right texts do not lie beside each other, as
the codes of a list do, and being rare only where right texts are repeated. The share of slips in the column
is estimated with them (one step of expectation maximisation).
"""

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datainsight.profiling.suspects.edits import close_pairs, replaced_throughout
from datainsight.profiling.suspects.slips import plausibility
from datainsight.profiling.suspects.value_thresholds import SPELLING
from datainsight.semantics.lexicon import familiar_words

_CLOSE_IF_RIGHT = {2: 0.4, 3: 0.3, 4: 0.12, 5: 0.06, 6: 0.04}
"""By length: how often a right text lies beside another one by chance; longer ones hardly ever."""
_LETTERS_OF_CODES = 26


_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Misspelled:
    """A text that was probably meant to be another one.

    Attributes:
        text: As it stands.
        count: How often.
        usual: What was meant.
        usual_count: How often that occurs.
        probability: That it is a slip, 0..1.
        is_clear: Whether no other frequent text is as close.
    """

    text: str
    count: int
    usual: str
    usual_count: int
    probability: float
    is_clear: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    rare: int
    usual: int
    close_if_right: float
    edit: float


def misspelled(pairs: Sequence[tuple[str, int]], *, is_words: bool = False) -> list[Misspelled]:
    """Finds the slips among texts.

    Args:
        pairs: Distinct texts with their counts.
        is_words: The texts are words of sentences, where an ending makes another right word.
    """
    texts = [text for text, _ in pairs]
    counts = [count for _, count in pairs]
    if sum(count for count in counts if count > 1) < SPELLING.repeated_share * sum(counts):
        return []
    candidates, close_if_right = _candidates(texts, counts, is_words=is_words)
    if not candidates:
        return []
    suspects = {
        each.rare for each in candidates if _rare_if_wrong(each, texts, counts) > SPELLING.too_frequent
    }
    right = sorted(count for place, count in enumerate(counts) if place not in suspects)
    by_text: dict[int, list[tuple[float, _Candidate]]] = {}
    for each in candidates:
        odds = _odds(each, texts, counts, right, close_if_right)
        by_text.setdefault(each.rare, []).append((odds, each))
    # A slip is one of a right text, not of another slip, where both are as close.
    by_text = {
        rare: [pair for pair in found if pair[1].usual not in suspects] or found
        for rare, found in by_text.items()
    }
    best = {
        rare: max(found, key=lambda pair: (pair[0], counts[pair[1].usual])) for rare, found in by_text.items()
    }
    prior = SPELLING.prior
    for _ in range(3):
        expected = sum(_probability(odds, prior) for odds, _ in best.values())
        prior = (expected + SPELLING.prior * SPELLING.prior_weight) / (len(texts) + SPELLING.prior_weight)
        prior = min(max(prior, 0.2 * SPELLING.prior), SPELLING.largest_prior)
    return [
        Misspelled(
            text=texts[rare],
            count=counts[rare],
            usual=texts[each.usual],
            usual_count=counts[each.usual],
            probability=_probability(odds, prior),
            is_clear=not any(
                other.usual != each.usual and 3 * rival > odds for rival, other in by_text[rare]
            ),
        )
        for rare, (odds, each) in best.items()
    ]


def _candidates(
    texts: Sequence[str], counts: Sequence[int], *, is_words: bool
) -> tuple[list[_Candidate], float]:
    """Slips that are possible, and how many of the frequent texts lie beside another frequent one."""
    found: list[_Candidate] = []
    beside: set[tuple[int, int]] = set()
    lengths = Counter(len(text) for text, count in zip(texts, counts, strict=True) if count > 1)
    close_texts = close_pairs(texts, [count > 1 for count in counts])
    if close_texts is None:
        return [], 1.0
    known = Counter(word for text in texts for word in {*_WORDS.findall(text)})
    pairs = list(close_texts)
    familiar = familiar_words([texts[place] for pair in pairs for place in pair])
    for first, second in pairs:
        rare, usual = (first, second) if counts[first] < counts[second] else (second, first)
        edit = plausibility(texts[rare], texts[usual], is_word=is_words)
        if not edit:
            continue
        if texts[rare] in familiar:
            edit *= SPELLING.known_weight
        if not is_words:
            strange = {*_WORDS.findall(texts[rare])} - {*_WORDS.findall(texts[usual])}
            if strange and min(known[word] for word in strange) >= SPELLING.known_word:
                edit *= 0.002
        if counts[usual] < SPELLING.usual_ratio * counts[rare]:
            beside.add((first, second))
            continue
        found.append(_Candidate(rare, usual, _chance(texts[usual], lengths), edit))
    close = {each.rare for each in found}
    frequent = [place for place, count in enumerate(counts) if count > 1 and place not in close]
    largest = max(counts, default=0) // 3
    rare_places = [place for place, count in enumerate(counts) if not frequent or count <= largest]
    for rare, usual, character in replaced_throughout(
        [texts[place] for place in rare_places], [texts[place] for place in frequent]
    ):
        first, second = rare_places[rare], frequent[usual]
        is_numbered = is_words and texts[second].isdigit() and texts[first][:-1] == texts[second][:-1]
        if (
            counts[second] >= SPELLING.usual_ratio * counts[first]
            and not character.isdigit()
            and not is_numbered
        ):
            chance = (
                SPELLING.replaced_if_right
                if len(texts[first]) >= SPELLING.long
                else 8 * SPELLING.replaced_if_right
            )
            found.append(_Candidate(first, second, chance, 1.0))
    settled = {*frequent}
    settled_beside = {place for pair in beside if settled.issuperset(pair) for place in pair}
    return found, len(settled_beside) / max(len(frequent), 1) if len(frequent) > 1 else 0.0


def _chance(usual: str, lengths: Mapping[int, int]) -> float:
    """How often a right text lies beside another: of two letters each, a few dozen codes hardly avoid it."""
    length = max(len(usual), 2)
    neighbours = lengths.get(length, 0) * length / _LETTERS_OF_CODES ** (length - 1)
    return max(_CLOSE_IF_RIGHT.get(length, SPELLING.close_if_long), 1.0 - math.exp(-neighbours))


def _odds(
    each: _Candidate, texts: Sequence[str], counts: Sequence[int], right: Sequence[int], beside: float
) -> float:
    """The likelihood ratio of a slip: being close, being rare, and the kind of edit."""
    seen = len(right)
    close = (each.close_if_right * SPELLING.prior_weight + beside * seen) / (SPELLING.prior_weight + seen)
    count = counts[each.rare]
    rarer = bisect_right(right, count)
    as_rare = (rarer + 0.5) / (seen + 1.0)
    return SPELLING.close_if_wrong / close * _rare_if_wrong(each, texts, counts) / as_rare * each.edit


def _rare_if_wrong(each: _Candidate, texts: Sequence[str], counts: Sequence[int]) -> float:
    """A slip seldom repeats itself exactly; of a very frequent text it may."""
    expected = 1.0 + 0.02 * counts[each.usual] / len(texts[each.usual])
    return 1.0 / (1.0 + (max(counts[each.rare] - 1, 0) / expected) ** 2)


def _probability(odds: float, prior: float) -> float:
    total = odds * prior / (1.0 - prior)
    return total / (1.0 + total)
