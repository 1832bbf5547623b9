"""Where facts become a suspicion: all numbers that the finders decide by."""

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
        formula_rows: Rows that speak for a sum or a product.
        formula_told_share: The same, as a share of the rows that have all its numbers.
        formula_broken_share: More rows than this against it, and there is no such sum or product.
        formula_values: Different results; few small numbers add up by chance.
        formula_confidence: Of the number of a broken one that no other formula of its row confirms.
        formula_unsure_confidence: Of the result, where any of the numbers may be the wrong one.
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
    pattern_share: float = 0.95
    pattern_distance: float = 10.0
    pattern_confidence: float = 0.6
    formula_rows: int = 20
    formula_told_share: float = 0.1
    formula_broken_share: float = 0.03
    formula_values: int = 8
    formula_confidence: float = 0.9
    formula_unsure_confidence: float = 0.6
    rule_rows: int = 30
    rule_share: float = 0.02
    rule_chance: float = 0.7
    rule_confidence: float = 0.6
    reference_unique_share: float = 0.95
    reference_values: int = 8
    reference_share: float = 0.03
    reference_confidence: float = 0.75


RELATIONS = RelationThresholds()


@dataclass(frozen=True)
class RecordThresholds:
    """What decides whether two rows speak of one thing. Shares are 0..1.

    Attributes:
        chance: Pairs of rows that may share as much by chance, in the whole table.
        dependent_weight: Of what is shared besides the strongest column, since columns depend on each other.
        numbering_share: Distinct share of a column that numbers the records.
        naming_share: Distinct share of a column of words that names what a row is about.
        texts_of_words: Texts from which it is told whether a column has words.
        close_share: Pairs of a column's values that may be close, for a close one to be a slip.
        close_values: The same, as values that are close to one of them on average; both have to be passed.
        left_over_share: Words of the longer text that the shorter one may lack.
        shortest_word: Letters of a word in which one may be a slip.
        shortest_digits: The same of digits: dates, telephone numbers, postal codes.
        longest_short_form: Letters of what may be short for a longer word.
        most_differing: Columns in which two rows may be spelled differently.
        most_against: Columns with a plain difference, where mistakes are strewn.
        against_columns: The same, as a share of all columns that say something.
        bits_against: What such a difference takes from what is shared, in bits.
        explained_share: Pairs without one, of all that share enough, for mistakes to be strewn.
        against_share: Pairs with one in the same column, up to which it is a mistake and no rule.
        differing_share: Share of the columns that may differ or be missing on one side.
        largest_block: More rows than this that share a value are a kind of records.
        pairs_of_column: Pairs that are compared for sharing a value of one column.
        cells_compared: Cells that are compared in all pairs; of wide tables fewer pairs.
        pairs_read: Pairs whose texts are read.
        pairs_of_values: Pairs of values from which it is told how close those of a column lie.
        texts_looked_at: Texts from which it is told how frequent a word is.
        listed_texts: Texts of rows that the profile lists.
    """

    chance: float = 0.05
    dependent_weight: float = 0.5
    numbering_share: float = 0.98
    naming_share: float = 0.4
    texts_of_words: int = 50
    close_share: float = 0.005
    close_values: float = 1.0
    left_over_share: float = 0.5
    shortest_word: int = 4
    shortest_digits: int = 5
    longest_short_form: int = 4
    most_differing: int = 4
    most_against: int = 2
    against_columns: float = 0.2
    bits_against: float = 5.0
    explained_share: float = 0.3
    against_share: float = 0.25
    differing_share: float = 0.5
    largest_block: int = 6
    pairs_of_column: int = 20_000
    cells_compared: int = 8_000_000
    pairs_read: int = 5_000
    pairs_of_values: int = 600
    texts_looked_at: int = 5_000
    listed_texts: int = 400


RECORDS = RecordThresholds()


@dataclass(frozen=True)
class VariantThresholds:
    """What decides whether two texts are spellings of one thing. Confidences hold for very rare spellings.

    Attributes:
        most_texts: Different texts of a column that is looked at; with more they are no names of things.
        rows_a_text: Rows that hold each of them on average.
        usual_ratio: How much more frequent the usual spelling is; any more for the same words.
        frequent: Rows that make a text frequent.
        colliding_share: More frequent texts than this with one key, and the key says nothing in the column.
        longer_words: Letters that one of two words with the same sounds may have more.
        known_word_weight: Of a spelling that is a word of its own.
        shortest_words: Characters of texts that are compared by their words.
        shortest_letters: Letters of those that are compared by pairs of letters.
        shortest_sounds: Sounds of those that are compared by sound.
        shortest_looks: Characters of those that are compared by looks.
        words_confidence: The same words with other marks, accents or order.
        letters_confidence: The same pairs of letters.
        sounds_confidence: The same sounds.
        looks_confidence: Letters that look alike.
    """

    most_texts: int = 5_000
    rows_a_text: float = 2.0
    usual_ratio: float = 3.0
    frequent: int = 3
    colliding_share: float = 0.02
    longer_words: int = 2
    known_word_weight: float = 0.3
    shortest_words: int = 4
    shortest_letters: int = 8
    shortest_sounds: int = 4
    shortest_looks: int = 5
    words_confidence: float = 0.75
    letters_confidence: float = 0.7
    sounds_confidence: float = 0.55
    looks_confidence: float = 0.8


VARIANTS = VariantThresholds()
