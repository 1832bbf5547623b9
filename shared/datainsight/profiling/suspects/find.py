"""The suspect values of a column, most probable first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from datainsight.models.profile import NUMBERS, DataType
from datainsight.models.suspects import SLIPS, Oddity, SuspectValue, certain_slips
from datainsight.profiling.suspects.cut_off import CutOff, cut_off_texts
from datainsight.profiling.suspects.domains import Outsider, outsiders
from datainsight.profiling.suspects.far import Far, far_numbers
from datainsight.profiling.suspects.misspelled import Misspelled, misspelled
from datainsight.profiling.suspects.plain_numbers import may_be_odd
from datainsight.profiling.suspects.repeats import Repeat, number_of, repeats
from datainsight.profiling.suspects.residues import residues
from datainsight.profiling.suspects.shapes import OddShape, odd_shapes
from datainsight.profiling.suspects.stray_marks import stray_marks
from datainsight.profiling.suspects.unknown_words import misspelled_unknown
from datainsight.profiling.suspects.value_thresholds import ODDITIES, SPELLING
from datainsight.profiling.suspects.variants import looking_alike, spelled_otherwise
from datainsight.profiling.suspects.words import misspelled_words
from datainsight.profiling.values import Values

_LISTED = 500
_ROUNDS = 5
"""How often slips are put right and looked for again."""
_MOST_TEXTS = 20_000
_MOST_CHARACTERS = 400_000
_NOT_ASKED = frozenset({DataType.EMPTY, DataType.LIST, DataType.OBJECT})


def suspect_values(values: Values, data_type: DataType, type_share: float) -> tuple[SuspectValue, ...]:
    """Values that are probably wrong, as far as the column itself tells.

    Args:
        values: Of the column.
        data_type: Of the column.
        type_share: How many of the values are of that type; numbers among numbers are never slips.

    Returns:
        At most 500; nothing for columns whose texts are not all known, or that hold too much text.
    """
    if data_type in _NOT_ASKED or values.scale != 1.0 or len(values.typical) > _MOST_TEXTS:
        return ()
    if _is_in_order(values, data_type, type_share):
        return ()
    if values.typical.texts.content.size > _MOST_CHARACTERS:
        return ()
    pairs = sorted(values.typical_pairs(), key=itemgetter(0))  # texts alone compare several times quicker
    if not pairs:  # a sample of the rows of a sparse column may hold none
        return ()
    texts, counts = [text for text, _ in pairs], [count for _, count in pairs]
    weight = 1.0 if values.count > len(pairs) else SPELLING.unrepeated_weight
    found: list[SuspectValue] = []
    if data_type is DataType.TEXT or type_share < 1.0:
        found += settled_slips(pairs, weight, is_text=data_type is DataType.TEXT)
    if data_type is DataType.TEXT:
        found += _odd(pairs, odd_shapes(texts, counts), "odd_shape", weight)
        found += _odd(pairs, outsiders(texts), "outside_domain")
        found += _odd(pairs, cut_off_texts(texts), "cut_off")
        found += _marked(texts, counts)
        found += _variants(texts, counts, found)
    if data_type in NUMBERS:
        numbers = [number_of(text) for text in texts]
        found += _odd(pairs, far_numbers(numbers, counts), "far_number")
    if data_type is DataType.TEXT or data_type in NUMBERS:
        found += _odd(pairs, repeats(texts, counts), "repeated")
        found += _residues(texts, counts)
    return _strongest(found)


def _is_in_order(values: Values, data_type: DataType, type_share: float) -> bool:
    """Whether it is plain that nothing is suspect: without slips only texts and numbers can be odd."""
    if type_share < 1.0 or data_type is DataType.TEXT:
        return False
    return data_type not in NUMBERS or not may_be_odd(values)


def settled_slips(
    pairs: Sequence[tuple[str, int]], weight: float = 1.0, *, is_text: bool = True
) -> list[SuspectValue]:
    """Slips, also those that are certain only once others are put right.

    Each slip that is put right makes the text that was meant more frequent, and others more certain: found
    here, they are put right at once, and who cleans the cleaned table finds nothing more.

    Args:
        pairs: Distinct texts with their counts, in order.
        weight: Of slips within words.
        is_text: Whether words are looked at, too.
    """
    found = {each.value: each for each in _strongest(_slips(pairs, weight, is_text=is_text))}
    sure = {each.value: each for each in certain_slips(found.values())}
    settled: dict[str, SuspectValue] = {}
    for _ in range(_ROUNDS):
        if not sure:
            break
        settled |= sure
        counts = Counter(dict(pairs))
        for value, each in sure.items():
            counts[str(each.usual)] += counts.pop(value)
        pairs = sorted(counts.items(), key=itemgetter(0))
        sure = {
            each.value: each
            for each in certain_slips(_strongest(_slips(pairs, weight, is_text=is_text)))
            if each.value not in settled
        }
    last = {value: _last(each, settled) for value, each in (found | settled).items()}
    return list(last.values())


def _last(slip: SuspectValue, settled: Mapping[str, SuspectValue]) -> SuspectValue:
    """With what was meant in the end, where that was a slip, too."""
    usual, seen = str(slip.usual), {slip.value}
    while usual in settled and usual not in seen:
        seen.add(usual)
        usual = str(settled[usual].usual)
    return slip if usual in seen or usual == slip.usual else slip.model_copy(update={"usual": usual})


def _slips(pairs: Sequence[tuple[str, int]], weight: float, *, is_text: bool) -> list[SuspectValue]:
    found = [*_named(misspelled(pairs), "misspelled")]
    if is_text:
        texts, counts = [text for text, _ in pairs], [count for _, count in pairs]
        found += _named(looking_alike(texts, counts), "misspelled")
        found += _named(misspelled_words(pairs), "misspelled_word", weight)
        found += _named(misspelled_unknown(pairs), "unknown_word")
    return found


def _odd(
    pairs: Sequence[tuple[str, int]],
    found: Iterable[Far | OddShape | Outsider | Repeat | CutOff],
    oddity: Oddity,
    weight: float = 1.0,
) -> Iterable[SuspectValue]:
    for each in found:
        probability = round(weight * each.probability, 3)
        if probability >= SPELLING.least_probability:
            value, count = pairs[each.place]
            yield SuspectValue(value=value, count=count, oddity=oddity, probability=probability)


def _named(found: Sequence[Misspelled], oddity: Oddity, weight: float = 1.0) -> Iterable[SuspectValue]:
    for each in found:
        probability = round(weight * each.probability, 3)
        if probability >= SPELLING.least_probability:
            yield SuspectValue(
                value=each.text,
                count=each.count,
                oddity=oddity,
                usual=each.usual,
                usual_count=each.usual_count,
                probability=probability,
                is_clear=each.is_clear,
            )


def _marked(texts: Sequence[str], counts: Sequence[int]) -> Iterable[SuspectValue]:
    return (
        SuspectValue(
            value=texts[each.place],
            count=counts[each.place],
            oddity="stray_marks",
            usual=each.bare,
            usual_count=each.bare_count,
            probability=each.probability,
            is_clear=True,
        )
        for each in stray_marks(texts, counts)
    )


def _variants(
    texts: Sequence[str], counts: Sequence[int], found: Iterable[SuspectValue]
) -> Iterable[SuspectValue]:
    """Other spellings of what is meant, where nothing else says what is wrong with them."""
    known = {each.value for each in found if each.usual}
    yield from _named(
        [each for each in spelled_otherwise(texts, counts) if each.text not in known], "variant"
    )


def _residues(texts: Sequence[str], counts: Sequence[int]) -> Iterable[SuspectValue]:
    """Numbers with residues; where many have them, that is how the program that wrote them prints numbers."""
    found = residues(texts)
    share = sum(counts[each.place] for each in found) / sum(counts)
    weight = 1.0 if share <= ODDITIES.residue_share else (1.0 - share) ** 2
    for each in found:
        probability = round(weight * each.probability, 3)
        if probability >= SPELLING.least_probability:
            value, count = texts[each.place], counts[each.place]
            yield SuspectValue(
                value=value,
                count=count,
                oddity="residue",
                usual=each.meant,
                probability=probability,
                is_clear=True,
            )


def _strongest(found: Iterable[SuspectValue]) -> tuple[SuspectValue, ...]:
    """Each value once for each kind of oddity; of the two that know what was meant the stronger one."""
    best: dict[tuple[str, str], SuspectValue] = {}
    for each in sorted(found, key=lambda each: (-each.probability, each.oddity, each.value)):
        best.setdefault((each.value, "slip" if each.oddity in SLIPS else each.oddity), each)
    return tuple(best.values())[:_LISTED]
