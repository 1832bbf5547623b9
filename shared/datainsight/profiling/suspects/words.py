"""Texts with a word that is one slip away from a word that is frequent in the column."""

import re
from collections import Counter
from collections.abc import Sequence

from datainsight.profiling.suspects.misspelled import Misspelled, misspelled

_WORDS = re.compile(r"[^\W_]+")
_SHORTEST = 4
_MOST_WORDS = 200_000


def misspelled_words(pairs: Sequence[tuple[str, int]]) -> list[Misspelled]:
    """Finds texts with a misspelled word.

    Args:
        pairs: Distinct texts with their counts.

    Returns:
        Whole texts, with the text that has all its words put right; the counts are those of the words.
    """
    words_of = [_WORDS.findall(text) for text, _ in pairs]
    if sum(map(len, words_of)) > _MOST_WORDS or not any(len(words) > 1 for words in words_of):
        return []
    rows: Counter[str] = Counter()
    for (_, count), words in zip(pairs, words_of, strict=True):
        for word in dict.fromkeys(words):
            rows[word] += count
    long = [
        (word, count)
        for word, count in sorted(rows.items())
        # A number is never a slip, but a frequent one may have been meant.
        if len(word) >= _SHORTEST - 1 and (count > 1 or not word.isdigit())
    ]
    slips = misspelled(long, is_words=True)
    # Words of letters and digits are codes, which lie beside each other by nature.
    wrong = {each.text: each for each in slips if each.usual.isalpha() or each.usual.isdigit()}
    found = []
    counts = dict(pairs)
    for (text, count), words in zip(pairs, words_of, strict=True):
        suspects = [wrong[word] for word in dict.fromkeys(words) if word in wrong]
        if not suspects or len(words) < 2:
            continue
        best = max(suspects, key=lambda each: each.probability)
        likely = [each for each in suspects if each.probability >= 0.5] or [best]
        corrected = _corrected(text, {each.text: each.usual for each in likely})
        found.append(
            Misspelled(
                text,
                count,
                corrected,
                max(best.usual_count, counts.get(corrected, 0)),
                best.probability,
                all(each.is_clear for each in likely),
            )
        )
    return found


def _corrected(text: str, right: dict[str, str]) -> str:
    return _WORDS.sub(lambda match: right.get(match[0], match[0]), text)
