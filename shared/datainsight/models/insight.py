"""Words about a profile in which every number is a fact that can be looked up."""

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
    """`template` holds placeholders and no digits of its own; `text` is what people read."""

    template: str
    text: str
    fact_ids: tuple[str, ...]


class Insight(Frozen):
    """A headline, the story for an executive, and findings ordered by what matters."""

    headline: Sentence
    story: tuple[Sentence, ...]
    findings: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    provider: Literal["rules", "anthropic", "bedrock", "openai"] = "rules"
    model: str | None = None
