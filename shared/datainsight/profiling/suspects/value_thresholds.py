"""Where the values of a column become suspicious: all numbers that its finders decide by."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SpellingThresholds:
    """What decides whether a rare text is a slip of a frequent one.

    Attributes:
        usual_ratio: How much more frequent the right text is.
        slip_ratio: So many times more frequent than each of its slips a repeated text is at least.
        prior: Share of the texts of a column that are slips, before any is seen.
        largest_prior: The same at most, once they are.
        close_if_wrong: How often a slip lies beside the right text.
        most_beside: Share of right texts beside another one that is believed at most.
        close_if_long: How often a right text of many letters lies beside another one.
        too_frequent: Chance of being so frequent as a slip, below which a text counts as right.
        replaced_if_right: How often a right text has one sign where another has several letters.
        long: Letters from which that is no chance.
        prior_weight: As how many texts of the column these chances count.
        repeated_share: Cells whose text occurs again; with fewer, no text is rare.
        known_word: Texts that share a word which makes it one.
        known_weight: Weight on the odds of a text that is a word in its own right.
        fewest_known: Known words of a column in which unknown ones are odd.
        shortest_unknown: Letters of an unknown word that may be a slip.
        listed_share: Words of a column that are in one list of names, which makes it a column of them.
        most_certain_unknown: Of a word that is unknown: names are, too.
        is_english: Frequency from which a word is English (Zipf scale).
        english_share: Known words that are English in a column of English.
        least_frequent: Frequency of a word that may be meant (Zipf scale).
        rarely_used: Frequency up to which a known word may be a slip that many make (Zipf scale).
        shortest_rare: Letters of such a word.
        rarer_than_meant: How much more frequent the word is that was meant (Zipf scale).
        own_word: Texts that share an unknown word which makes it one of the column.
        least_probability: Below it a suspicion is not kept.
        unrepeated_weight: Weight of likeness and shape where no value occurs twice.
    """

    usual_ratio: float = 2.0
    slip_ratio: float = 5.0
    prior: float = 0.02
    largest_prior: float = 0.3
    close_if_wrong: float = 0.8
    most_beside: float = 0.9
    close_if_long: float = 0.02
    too_frequent: float = 0.1
    replaced_if_right: float = 0.004
    long: int = 8
    prior_weight: float = 12.0
    repeated_share: float = 0.2
    known_word: int = 3
    known_weight: float = 0.3
    fewest_known: int = 3
    shortest_unknown: int = 5
    listed_share: float = 0.6
    most_certain_unknown: float = 0.95
    is_english: float = 2.0
    english_share: float = 0.8
    least_frequent: float = 1.75
    rarely_used: float = 2.9
    shortest_rare: int = 6
    rarer_than_meant: float = 1.7
    own_word: int = 3
    least_probability: float = 0.1
    unrepeated_weight: float = 0.6


SPELLING = SpellingThresholds()


@dataclass(frozen=True)
class OddityThresholds:
    """What decides whether a value is odd in its column.

    Attributes:
        far_rows: Numbers among which one may be far.
        far_distinct: Different ones of these.
        far_share: More numbers than this beyond a gap are not far.
        far_least_gap: Least gap, in widths of the outer quarter.
        far_even_gap: Gap at which being wrong is an even bet.
        far_least_confidence: Below it a number is not told: most columns of a few numbers have such a one.
        far_few: Numbers of which the gap has to be twice as wide, since their reach is little known.
        far_factor: Largest number by the median from which gaps are compared as factors.
        far_straggling: Far numbers that lie closer, in gaps, are a group of their own.
        scale_grades: Different numbers of a scale.
        scale_rows: Rows of it.
        scale_end_share: Rows with the last grade of a scale, from which it has no tail.
        scale_rare_share: Rows with a number off the scale at most.
        shape_rows: Rows of a column that has a usual shape.
        shape_texts: Texts of a usual shape.
        shape_even_share: Share of the usual shape at which another one is an even bet.
        shape_steepness: How fast that grows with the share (logistic).
        domain_values: Values that prove a domain: e-mail addresses, numbers with check digits.
        domain_share: Share of the values that do.
        outsider_confidence: Of a value outside the domain of all others.
        several_weight: Of one that is a list of what others are one of.
        unique_share: Rows with a value of their own where no value should be shared.
        unique_rows: Rows of such a column.
        most_copies: More rows than this with one value share it by right.
        pair_weight: Of what two equal precise numbers or codes say; two things may have the same measure.
        serial_density: Whole numbers between the ends of serial ones, by the rows.
        precise_characters: Characters of a precise number or a long code.
        expected_pairs: Pairs that are equal by chance, from which equal ones are no wonder.
        residue_digits: Digits of a number with a residue.
        residue_confidence: Of such a number, which is right but for its notation.
        residue_share: More numbers with residues than this are how a program prints.
        marked_texts: Texts of a column in which marks are odd.
        marked_share: More texts with marks than this are written so.
        marked_confidence: Of a text with marks that stands without them, too.
        marked_alone_confidence: Of one that does not.
        cut_length: Characters of texts that may be cut off.
        cut_texts: Texts of the greatest length.
        cut_share: More of them are codes of a fixed width.
        cut_below: Lengths below the greatest that say how many to expect.
        cut_ratio: Texts of the greatest length by those expected.
        cut_in_word_share: Texts that end within a word; with fewer their equal length is chance.
        cut_in_word_confidence: Of a text that ends in the piece of a word.
        cut_confidence: Of one whose last word is too short to tell.
        cut_after_word_confidence: Of one that ends in a word.
    """

    far_rows: int = 20
    far_distinct: int = 8
    far_share: float = 0.25
    far_least_gap: float = 2.0
    far_even_gap: float = 3.0
    far_least_confidence: float = 0.25
    far_few: float = 10.0
    far_factor: float = 5.0
    far_straggling: float = 0.5
    scale_grades: int = 3
    scale_rows: int = 50
    scale_end_share: float = 0.05
    scale_rare_share: float = 0.005
    shape_rows: int = 15
    shape_texts: int = 5
    shape_even_share: float = 0.62
    shape_steepness: float = 14.0
    domain_values: int = 8
    domain_share: float = 0.95
    outsider_confidence: float = 0.97
    several_weight: float = 0.5
    unique_share: float = 0.8
    unique_rows: int = 20
    most_copies: int = 8
    pair_weight: float = 0.7
    serial_density: float = 1.5
    precise_characters: int = 7
    expected_pairs: float = 0.5
    residue_digits: int = 13
    residue_confidence: float = 0.55
    residue_share: float = 0.25
    marked_texts: int = 8
    marked_share: float = 0.25
    marked_confidence: float = 0.8
    marked_alone_confidence: float = 0.6
    cut_length: int = 12
    cut_texts: int = 4
    cut_share: float = 0.5
    cut_below: int = 5
    cut_ratio: float = 4.0
    cut_in_word_share: float = 0.3
    cut_in_word_confidence: float = 0.9
    cut_confidence: float = 0.7
    cut_after_word_confidence: float = 0.45


ODDITIES = OddityThresholds()


@dataclass(frozen=True)
class VoteThresholds:
    """What decides whether the rows like it contradict a cell.

    Attributes:
        least_probability: Below it a contradiction is not listed.
        most_missing: Empty cells up to which one among rows that agree is odd.
        either_side: Of two columns that contradict each other, the part that both get.
        missing_weight: Weight on an empty cell.
        fewest_voters: Rows that say otherwise.
        clear_odds: Odds from which one side is the wrong one.
        least_reliability: Of a rule that has a vote.
        most_of_a_group: Rows of a group that count for the rule.
        fewest_groups: Groups of several rows.
        crowding_penalty: What exceptions that crowd in a few groups take from the score.
        many_groups: Groups over which mistakes can be spread evenly.
        largest_dispersion: Up to which they are.
        spread_bonus: What that adds to the score.
        steepness: How fast reliability grows with the score (logistic).
        fewest_repeated: Rows that share a determinant.
        repeated_share: The same, as a share of the rows.
        most_disagreement: Pairs of rows that may disagree, for a rule to be looked at.
        most_certain: Of one vote.
        other_share: Rows that say something else; with fewer, agreeing says little.
        fewest_exceptions: Rows that are explained by another column together.
        exceptional_share: Rows with a value that break the rule, for it to be an exception.
        misplaced_missing: Empty cells of a column whose values may stand elsewhere.
        misplaced_words: Words of such a value.
        misplaced_length: Characters of it.
        misplaced_by_chance: Texts that end so beside full cells, by those beside empty ones.
        misplaced_confidence: Of a text that stands in its column without that end, too.
        misplaced_alone_confidence: Of one that does not.
        misplaced_rows: Rows of the same kind.
        ordered_rows: Rows with both values, for an order to be no chance.
        broken_share: More rows than this against an order, and there is none.
        apart_share: Rows in which the two differ; columns that agree have no order.
        order_confidence: Of a value that comes too early; the other one may be wrong.
    """

    least_probability: float = 0.3
    most_missing: float = 0.2
    either_side: float = 1.3
    missing_weight: float = 0.8
    fewest_voters: int = 2
    clear_odds: float = 1.0
    least_reliability: float = 0.5
    most_of_a_group: int = 10
    fewest_groups: int = 3
    crowding_penalty: float = 0.15
    many_groups: int = 30
    largest_dispersion: float = 2.0
    spread_bonus: float = 0.12
    steepness: float = 14.0
    fewest_repeated: int = 6
    repeated_share: float = 0.05
    most_disagreement: float = 0.65
    most_certain: float = 0.95
    other_share: float = 0.1
    fewest_exceptions: int = 3
    exceptional_share: float = 0.8
    misplaced_missing: float = 0.5
    misplaced_words: int = 3
    misplaced_length: int = 2
    misplaced_by_chance: float = 0.3
    misplaced_confidence: float = 0.95
    misplaced_alone_confidence: float = 0.8
    misplaced_rows: int = 2
    ordered_rows: int = 20
    broken_share: float = 0.03
    apart_share: float = 0.3
    order_confidence: float = 0.6


VOTES = VoteThresholds()
