"""Values that do not fit in with their column, with the numbers that say so."""

from collections.abc import Iterable
from typing import Literal

from datainsight.models.base import Frozen

Oddity = Literal[
    "misspelled",
    "misspelled_word",
    "unknown_word",
    "cut_off",
    "stray_marks",
    "variant",
    "far_number",
    "odd_shape",
    "outside_domain",
    "repeated",
    "residue",
]
"""What is odd: the whole text is one slip away from a frequent one, or one of its words is; a word that no
language knows is one slip away from a word that is known; a text ends where its field ended; it carries
brackets, quotes or a separator; it is another spelling of a more frequent text; a number lies far from all
others; it is built otherwise than nearly all others; it is not what nearly all others prove to be; it occurs
again where nothing else does; a number ends in what binary arithmetic left."""

SLIPS = frozenset({"misspelled", "misspelled_word", "unknown_word"})
"""The oddities that a slip of the finger leaves."""


class SuspectValue(Frozen):
    """A text of a column that is probably wrong.

    Attributes:
        value: As it stands.
        count: Rows that hold it.
        oddity: What is odd about it.
        usual: What was probably meant; None where nothing suggests it.
        usual_count: Rows that hold that, or the word that was meant; 0 where it is known from elsewhere.
        probability: That it is wrong, 0..1, as estimated from the column itself.
        is_clear: Whether `usual` is far likelier than every other text.
    """

    value: str
    count: int
    oddity: Oddity
    usual: str | None = None
    usual_count: int = 0
    probability: float
    is_clear: bool = False


CERTAIN = 0.9
"""Probability from which what was meant may be written instead, unless thresholds say otherwise."""


def certain_slips(values: Iterable[SuspectValue], least: float = CERTAIN) -> list[SuspectValue]:
    """Slips that may be put right: what was meant is clear, and is no slip itself."""
    slips = [each for each in values if each.usual and each.oddity in SLIPS]
    suspects = {each.value for each in slips}
    return [
        each for each in slips if each.probability >= least and each.is_clear and each.usual not in suspects
    ]


class ContradictedValue(Frozen):
    """A value that most rows with the same determinant contradict.

    Attributes:
        given: What the row says in the columns of the determinant.
        value: What it says in the dependent column; "" where it says nothing.
        count: Rows that say so.
        usual: What most rows with the same determinant say, or what belongs there; "" where nobody knows.
        usual_count: How many of them.
        probability: That the value is wrong, 0..1, by the votes of all determinants of its column.
    """

    given: tuple[str, ...]
    value: str
    count: int
    usual: str
    usual_count: int
    probability: float


Reason = Literal[
    "outvoted",
    "misplaced",
    "out_of_order",
    "swapped",
    "outside_group",
    "off_pattern",
    "off_sum",
    "off_difference",
    "off_product",
    "off_quotient",
    "against_rule",
    "unreferenced",
]


class Contradiction(Frozen):
    """Values of one column that the rows with the same determinant contradict, most probable first.

    Attributes:
        determinant: The columns that decide.
        dependent: The column whose values they contradict.
        reason: "outvoted" by the rows with the same determinant; or "misplaced": of the two columns one ends
            with what the other one should say, which says nothing; or "out_of_order": in nearly all rows the
            dependent one is not before the other one, in these it is; "swapped": the values of the two are
            exchanged; "outside_group": a number is far from those of its group; "off_pattern": it does not
            follow from the other numbers as in all other rows; "off_sum", "off_difference", "off_product",
            "off_quotient": it is not what the two of the determinant give; "against_rule": the value of the
            determinant nearly always goes with another one; "unreferenced": the determinant should hold it,
            and does not.
        values: Which.
    """

    determinant: tuple[str, ...]
    dependent: str
    reason: Reason = "outvoted"
    values: tuple[ContradictedValue, ...]
