"""Facts about how values are written where the way they are written is a problem of its own."""

from typing import Literal

from pydantic import Field

from datainsight.models.base import Frozen

ContactKind = Literal["email", "url", "phone"]


class GarbledFacts(Frozen):
    """Texts in UTF-8 that were read in another encoding.

    Attributes:
        count: Rows that hold one.
        characters: What the garbled sequences were meant to be, each once.
        is_clear: Whether none of the sequences could be meant as it stands.
        examples: Up to five values.
    """

    count: int
    characters: str
    is_clear: bool
    examples: tuple[str, ...] = ()


class ContactFacts(Frozen):
    """How addresses and telephone numbers are written.

    Attributes:
        kind: What nearly all values are: "email", "url" or "phone".
        count: Rows that hold one.
        odd_count: Rows whose value is not written in the usual way: an e-mail address with capitals in its
            domain, brackets or "mailto:"; a web address with capitals in its host, a default port or, where
            others have one, without a scheme; a telephone number that is not in E.164.
        ways: Different ways in which the values are written, as far as punctuation says.
        calling_codes: Of telephone numbers with a plus: how many rows have which country's code.
        national_digits: Fewest and most digits of the numbers with the most frequent code, without it.
        trunk_count: Rows with a number that begins with a single 0.
        examples: Up to five of the odd ones.
    """

    kind: ContactKind
    count: int
    odd_count: int
    ways: int = 1
    calling_codes: dict[str, int] = Field(default_factory=dict)
    national_digits: tuple[int, int] | None = None
    trunk_count: int = 0
    examples: tuple[str, ...] = ()


class PartFacts(Frozen):
    """Texts that hold several things each.

    Attributes:
        separator: What stands between two parts.
        parts: Parts of each text.
        share: Share of the values that are built so.
        distinct_counts: Different texts in each part.
        examples: Up to five values.
    """

    separator: str
    parts: int
    share: float
    distinct_counts: tuple[int, ...]
    examples: tuple[str, ...] = ()
