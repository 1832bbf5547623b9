"""Checks what a language model wrote. Nothing it says is shown before it has passed here."""

import re
from collections.abc import Mapping

from pydantic import Field, ValidationError

from datainsight.errors import UngroundedTextError
from datainsight.insight.render import PLACEHOLDER, render
from datainsight.models.base import Frozen
from datainsight.models.insight import Fact, Sentence

MAXIMUM_CHARACTERS = 500
"""Of one sentence's template."""

NUMBER_WORDS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?"
    r"|half|halves|thirds?|quarters?|twice|thrice|double[ds]?|triple[ds]?)\b",
    re.IGNORECASE,
)
"""Numbers in words, as they would be no facts either. "One" is left alone: it is seldom a number."""

MARKUP = re.compile(r"https?:|www\.|[<>`\[\]\\]|\*\*|@", re.IGNORECASE)
"""Links, addresses and markup have no place in a sentence about a table."""


class Reply(Frozen):
    """What was asked for."""

    headline: str = Field(min_length=1)
    story: tuple[str, ...] = Field(min_length=1, max_length=8)
    findings: tuple[str, ...] = Field(max_length=12)


class CheckedReply(Frozen):
    """Sentences in which every number is a fact."""

    headline: Sentence
    story: tuple[Sentence, ...]
    findings: tuple[Sentence, ...]


def check_reply(text: str, facts: Mapping[str, Fact]) -> CheckedReply:
    """Reads and checks a model's text.

    Args:
        text: What the model wrote.
        facts: By id.

    Raises:
        UngroundedTextError: It is no JSON of the schema, holds a number, a link or markup, refers to an
            unknown fact, or a finding cites none. The message says what the model has to change.
    """
    try:
        reply = Reply.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the object"
        raise UngroundedTextError(
            f"it is not the JSON object that was asked for ({where}: {first['msg']})."
        ) from error
    findings = tuple(_sentence(template, facts) for template in reply.findings)
    if any(not sentence.fact_ids for sentence in findings):
        raise UngroundedTextError("a finding cites no fact.")
    return CheckedReply(
        headline=_sentence(reply.headline, facts),
        story=tuple(_sentence(template, facts) for template in reply.story),
        findings=findings,
    )


def _sentence(template: str, facts: Mapping[str, Fact]) -> Sentence:
    words = PLACEHOLDER.sub("", template)
    if len(template) > MAXIMUM_CHARACTERS or "\n" in template.strip():
        raise UngroundedTextError("a sentence is too long or has several lines.")
    if (number := NUMBER_WORDS.search(words)) is not None:
        raise UngroundedTextError(f"a sentence says {number[0]!r}, which is a number and no fact.")
    if MARKUP.search(words):
        raise UngroundedTextError("a sentence holds a link, an address or markup.")
    return render(template.strip(), facts)
