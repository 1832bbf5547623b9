"""Words about a profile in which every number is a fact that can be looked up."""

from enum import StrEnum
from typing import Literal

from datainsight.models.base import Frozen


class Fact(Frozen):
    """One number or name that text may mention.

    Attributes:
        id: "f1", "f2", …; text refers to it as "{{f1}}".
        scope: "dataset", "column:<position>", "issue:<id>" or "quality".
        metric: What is measured, e.g. "null_count".
        value: The value.
        unit: "rows", "columns", "percent", "points", "characters", or "" for a plain number or name.
        is_exact: Whether it was counted or estimated.
    """

    id: str
    scope: str
    metric: str
    value: int | float | str
    unit: str = ""
    is_exact: bool = True


class Sentence(Frozen):
    """`template` holds placeholders and no digits of its own; `text` is what people read.

    Attributes:
        template: With placeholders such as `{{f12}}`.
        text: With the facts in their place.
        fact_ids: The facts it cites.
    """

    template: str
    text: str
    fact_ids: tuple[str, ...]


class CallOutcome(StrEnum):
    """How a call of a language model ended."""

    ACCEPTED = "accepted"
    UNGROUNDED = "ungrounded"
    """The text held a number that is no fact, an unknown fact, or was no such text at all."""
    TRUNCATED = "truncated"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"


class ModelCall(Frozen):
    """One call of a language model, whether its text was taken or not: tokens are paid for either way.

    Attributes:
        provider: Who was asked.
        model: Its name there.
        outcome: How it ended.
        input_tokens: Tokens read, those from a cache included; 0 where nothing came back.
        output_tokens: Tokens written.
        cost_usd: By the list prices in `insight.prices`; None for a model without one.
    """

    provider: Literal["anthropic", "bedrock", "openai"]
    model: str
    outcome: CallOutcome
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None


class Insight(Frozen):
    """A headline, the story for an executive, and findings ordered by what matters.

    Attributes:
        headline: One sentence.
        story: A few sentences.
        findings: What matters most, first things first.
        facts: All that the sentences may cite.
        provider: Who wrote the words; "rules" is this program itself.
        model: The language model, None for the rules.
        prompt_version: Of the instructions the model was given, None for the rules.
        calls: Every call of a language model, in order, also those whose text was not taken.
    """

    headline: Sentence
    story: tuple[Sentence, ...]
    findings: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    provider: Literal["rules", "anthropic", "bedrock", "openai"] = "rules"
    model: str | None = None
    prompt_version: str | None = None
    calls: tuple[ModelCall, ...] = ()
