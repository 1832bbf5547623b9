"""Fills placeholders with facts, and refuses any number that is not one."""

import re
import unicodedata
from collections.abc import Mapping

from datainsight.errors import UngroundedTextError
from datainsight.models.insight import Fact, Sentence
from datainsight.phrasing import number_text, percent_text, shorten

PLACEHOLDER = re.compile(r"\{\{(f[1-9][0-9]*)\}\}")
NOUNS = {
    "rows": ("row", "rows"),
    "columns": ("column", "columns"),
    "cells": ("cell", "cells"),
    "characters": ("character", "characters"),
    "issues": ("issue", "issues"),
    "repairs": ("repair", "repairs"),
    "values": ("different value", "different values"),
    "spellings": ("spelling", "spellings"),
    "notations": ("notation", "notations"),
    "points": ("point", "points"),
}


def render(template: str, facts: Mapping[str, Fact]) -> Sentence:
    """A sentence from a template such as "{{f2}} hold {{f7}}.".

    Args:
        template: Words and placeholders; no digit, in any script, outside a placeholder.
        facts: By id.

    Raises:
        UngroundedTextError: A digit, an unknown fact or a broken placeholder.
    """
    words = PLACEHOLDER.sub("", template)
    digit = next((character for character in words if is_digit(character)), None)
    if digit is not None:
        raise UngroundedTextError(f"the text holds {digit!r}, which is no fact.", where=template[:80])
    if "{{" in words or "}}" in words:
        raise UngroundedTextError("the text holds a broken placeholder.", where=template[:80])
    used = tuple(dict.fromkeys(PLACEHOLDER.findall(template)))
    unknown = [each for each in used if each not in facts]
    if unknown:
        raise UngroundedTextError(f"the text refers to the unknown fact {unknown[0]}.", where=template[:80])
    text = PLACEHOLDER.sub(lambda match: fact_text(facts[match.group(1)]), template)
    return Sentence(template=template, text=text, fact_ids=used)


def is_digit(character: str) -> bool:
    """Whether a character expresses a number: decimal digits of all scripts, ², ½, Ⅳ and the like."""
    return unicodedata.category(character) in {"Nd", "Nl", "No"}


def fact_text(fact: Fact) -> str:
    """A fact as people write it: "1,234 rows", "12.5 %", "about 1,200 rows", a name in quotes."""
    if isinstance(fact.value, str):
        return f"“{shorten(fact.value)}”"
    about = "" if fact.is_exact else "about "
    if fact.unit == "percent":
        return about + percent_text(float(fact.value))
    number = number_text(fact.value)
    nouns = NOUNS.get(fact.unit)
    if nouns is None:
        return about + number
    return f"{about}{number} {nouns[0] if number == '1' else nouns[1]}"
