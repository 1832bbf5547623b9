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
    candidates, crowding = _candidates(texts, counts, is_words=is_words)
    if not candidates:
        return []
    suspects = _suspects(candidates, texts, counts)
    right = sorted(count for place, count in enumerate(counts) if place not in suspects)
    by_text: dict[int, list[tuple[float, _Candidate]]] = {}
    for each in candidates:
        odds = _odds(each, texts, counts, right, crowding)
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
    """Slips that are possible, and how many of the right texts lie beside another one."""
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
    return found, _crowding(found, beside, texts, counts)


def _crowding(
    candidates: Sequence[_Candidate],
    beside: set[tuple[int, int]],
    texts: Sequence[str],
    counts: Sequence[int],
) -> float:
    """Chance that a right text lies beside a repeated one, by those that cannot be slips of each other.

    A text a fifth as frequent as its neighbour may be any slip of it; the others show how many of them
    lie beside one another, and to the more texts one is compared, the likelier it is to lie beside one.
    """
    doubtful = _suspects(candidates, texts, counts)
    doubtful |= {
        each.rare for each in candidates if counts[each.usual] > SPELLING.slip_ratio * counts[each.rare]
    }
    repeated = {place for place, count in enumerate(counts) if count > 1}
    settled = repeated - doubtful
    if len(settled) < 2:
        return 0.0
    pairs = beside | {(each.rare, each.usual) for each in candidates}
    crowded = {place for pair in pairs if settled.issuperset(pair) for place in pair}
    apart = 1.0 - len(crowded) / len(settled)
    return 1.0 - float(apart ** (len(repeated) / len(settled)))


def _suspects(candidates: Sequence[_Candidate], texts: Sequence[str], counts: Sequence[int]) -> set[int]:
    """Places of texts that are rare enough for a slip."""
    return {each.rare for each in candidates if _rare_if_wrong(each, texts, counts) > SPELLING.too_frequent}


def _chance(usual: str, lengths: Mapping[int, int]) -> float:
    """How often a right text lies beside another: of two letters each, a few dozen codes hardly avoid it."""
    length = max(len(usual), 2)
    neighbours = lengths.get(length, 0) * length / _LETTERS_OF_CODES ** (length - 1)
    return max(_CLOSE_IF_RIGHT.get(length, SPELLING.close_if_long), 1.0 - math.exp(-neighbours))


def _odds(
    each: _Candidate,
    texts: Sequence[str],
    counts: Sequence[int],
    right: Sequence[int],
    crowding: float,
) -> float:
    """The likelihood ratio of a slip: being close, being rare, and the kind of edit.

    Rare texts beside no other are sure to be right; where many right texts lie beside another, they stand for
    those that are suspected for that alone.
    """
    weight, seen = SPELLING.prior_weight, len(right)
    close = (each.close_if_right * weight + crowding * seen) / (weight + seen)
    unsuspected = bisect_right(right, counts[each.rare])
    rarer = unsuspected / (1.0 - min(close, SPELLING.most_beside))
    as_rare = (rarer + 0.5) / (seen - unsuspected + rarer + 1.0)
    return SPELLING.close_if_wrong / close * _rare_if_wrong(each, texts, counts) / as_rare * each.edit


def _rare_if_wrong(each: _Candidate, texts: Sequence[str], counts: Sequence[int]) -> float:
    """A slip seldom repeats itself exactly; of a very frequent text it may."""
    expected = 1.0 + 0.02 * counts[each.usual] / len(texts[each.usual])
    return 1.0 / (1.0 + (max(counts[each.rare] - 1, 0) / expected) ** 2)


def _probability(odds: float, prior: float) -> float:
    total = odds * prior / (1.0 - prior)
    return total / (1.0 + total)
