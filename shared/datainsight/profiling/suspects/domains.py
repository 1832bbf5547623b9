"""Values that are not what nearly all values of their column prove to be.

Some kinds of values prove themselves: an e-mail address, a web address, an ISBN with its check digit. Where
nearly all values of a column are of one such kind, the column has a domain, and whatever lies outside is
wrong there, or stands in the wrong column (cf. semantic-domain constraints, Auto-Test, SIGMOD 2025). Lists of
words are left out: none of them is complete.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from datainsight.profiling.suspects.shapes import without_lengths
from datainsight.profiling.suspects.value_thresholds import ODDITIES
from datainsight.semantics.model import SemanticType, Strength
from datainsight.semantics.vocabulary import BY_NAME, VOCABULARY

_LOOSE = frozenset({"file_path", "user_agent", "color", "coordinates", "timezone"})
"""Kinds that are written in more ways than their pattern knows."""
_DOMAINS = tuple(
    each
    for each in VOCABULARY
    if each.strength is Strength.PROOF and each.name not in _LOOSE and each.pattern
)
_SAID_AS_WELL = {"url": ("domain_name",)}
"""Other kinds whose values stand for the same."""
_SEPARATORS = re.compile(r"[\s,;|_]*\s[\s,;|_]*|[,;|]+")
_FIRST = 8
"""Values that are tried before all others."""


@dataclass(frozen=True, slots=True)
class Outsider:
    """A value outside the domain: its place among those given, and the probability that it is wrong."""

    place: int
    probability: float


def outsiders(texts: Sequence[str]) -> list[Outsider]:
    """Finds values outside the domain that nearly all others prove; nothing where they prove none.

    Args:
        texts: Distinct values.
    """
    if len(texts) <= ODDITIES.domain_values:
        return []
    stripped = [text.strip() for text in texts]
    for domain in _DOMAINS:
        places = _outside(domain, stripped)
        if places:
            return _rated(domain, stripped, places)
    return []


def _outside(domain: SemanticType, texts: Sequence[str]) -> list[int]:
    """Places of the values outside; nothing where too few are inside for it to be the column's domain."""
    if sum(domain.fits(text) for text in texts[:_FIRST]) < _FIRST / 2:
        return []
    places = [place for place, text in enumerate(texts) if not _is_inside(domain, text)]
    members = len(texts) - len(places)
    is_domain = members >= max(ODDITIES.domain_values, ODDITIES.domain_share * len(texts))
    return places if is_domain else []


def _is_inside(domain: SemanticType, text: str) -> bool:
    return domain.fits(text) or any(BY_NAME[name].fits(text) for name in _SAID_AS_WELL.get(domain.name, ()))


def _rated(domain: SemanticType, texts: Sequence[str], places: Sequence[int]) -> list[Outsider]:
    """The rarer outsiders are, and the fewer are built like them, the surer each one is."""
    shapes = {place: without_lengths(texts[place]) for place in places}
    alike = Counter(shapes.values())
    members = len(texts) - len(places)
    certainty = ODDITIES.outsider_confidence * (members / len(texts)) ** 2
    return [
        Outsider(
            place,
            certainty
            * (ODDITIES.several_weight if _are_several(domain, texts[place]) else 1.0)
            * members
            / (members + alike[shape] ** 2),
        )
        for place, shape in shapes.items()
    ]


def _are_several(domain: SemanticType, text: str) -> bool:
    """Whether a text is a list of what others are one of: not wrong, though no program expects it."""
    parts = [part for part in _SEPARATORS.split(text) if part]
    return len(parts) > 1 and all(_is_inside(domain, part) for part in parts)
