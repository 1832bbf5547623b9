"""The vocabulary: one row a type, in files by family."""

from datainsight.semantics.model import SemanticType
from datainsight.semantics.vocabulary import codes, finance, people, places, quantities, times, web, wording

VOCABULARY: tuple[SemanticType, ...] = (
    *web.TYPES,
    *finance.TYPES,
    *codes.TYPES,
    *people.TYPES,
    *places.TYPES,
    *times.TYPES,
    *quantities.TYPES,
    *wording.TYPES,
)
"""All types; among equally likely ones the first is taken."""

BY_NAME = {each.name: each for each in VOCABULARY}
