"""Where a relation between columns becomes a suspicion: all numbers that its finders decide by."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RelationThresholds:
    """What the finders of suspicious cells between columns decide by. Shares are of rows, 0..1.

    Attributes:
        fewest_rows: Rows with both values; with fewer, what two columns have in common may be chance.
        fewest_of_group: Rows with one value that make a group of their own.
        most_groups: Values that a column may have to group others by.
        most_columns: Columns of one kind that are compared with each other; of wider tables the first.
        listed_cases: Cells listed for one pair of columns.
        swapped_share: More exchanged rows than this are two columns that hold the same things.
        swapped_confidence: Of a cell whose row has both values exchanged.
        group_scale: Spread within groups by that of all values, up to which the group explains a number.
        group_distance: Robust standard deviations from the middle of its group to the fence.
        tail_distance: How much further than the furthest fiftieth of all numbers a far number lies.
        group_confidence: Of a number that is usual for its column and not for its group.
        pattern_share: Share of a number's variance that other numbers of the row explain, where they do.
        pattern_distance: Robust standard deviations from what they say to the fence.
        pattern_confidence: Of the one number of a row that is far off; shared where several are.
        rule_rows: Rows with a value that nearly all say one thing elsewhere, for that to be a rule.
        rule_share: More exceptions than this are no mistakes.
        rule_chance: Share of all rows that say that one thing, from which it is no wonder.
        rule_confidence: Of the one exception among very many rows.
        reference_unique_share: Distinct share of a column that others refer to.
        reference_values: Different values that refer, to be a reference.
        reference_share: More different values than this without what they refer to are no references.
        reference_confidence: Of a value that refers to nothing.
    """

    fewest_rows: int = 30
    fewest_of_group: int = 10
    most_groups: int = 200
    most_columns: int = 40
    listed_cases: int = 100
    swapped_share: float = 0.03
    swapped_confidence: float = 0.8
    group_scale: float = 0.4
    group_distance: float = 6.0
    tail_distance: float = 2.5
    group_confidence: float = 0.6
    pattern_share: float = 0.9
    pattern_distance: float = 8.0
    pattern_confidence: float = 0.7
    rule_rows: int = 30
    rule_share: float = 0.02
    rule_chance: float = 0.7
    rule_confidence: float = 0.6
    reference_unique_share: float = 0.95
    reference_values: int = 8
    reference_share: float = 0.03
    reference_confidence: float = 0.75


RELATIONS = RelationThresholds()
