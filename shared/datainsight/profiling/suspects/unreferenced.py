"""Values that refer to nothing: a manager whose number no employee has.

An inclusion dependency within one table that holds but for a few values (De Marchi, Lopes & Petit 2009,
"Unary and n-ary inclusion dependency discovery"; Bauckmann et al. 2010): nearly all values of a column stand
in another one, which has each of them once. Whole numbers lie within each other by chance, so that they refer
only where the names of both columns say so. Works on distinct values, whatever the number of rows.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

from datainsight.models.profile import ColumnProfile, DataType
from datainsight.models.suspects import ContradictedValue, Contradiction
from datainsight.profiling.examples import Hashes
from datainsight.profiling.relations.features import Flags
from datainsight.profiling.suspects.thresholds import RELATIONS
from datainsight.semantics.words import header_words

if TYPE_CHECKING:
    from datainsight.profiling.column import ColumnPartial
    from datainsight.profiling.partial import Partial

_PROBE = 200
"""Values that are looked for first: hashes are in an order that is as good as random."""
_LIKELY = 0.9
_LABELS = frozenset({"id", "no", "nr", "number", "code", "key", "ref", "num", "identifier"})
"""Last words of the names of columns that hold what others refer to."""


def unreferenced(partial: "Partial", profiles: Sequence[ColumnProfile]) -> Iterator[Contradiction]:
    """The values that are missing among those they should refer to, for each pair of columns."""
    known = [
        (profile, measured)
        for profile, measured in zip(profiles, partial.measured, strict=True)
        if profile.is_exact and profile.data_type in {DataType.TEXT, DataType.INTEGER}
    ][: RELATIONS.most_columns]
    targets = {
        profile.name
        for profile, measured in known
        if measured.hashes.size >= RELATIONS.reference_unique_share * max(partial.row_count, 1)
    }
    for (source, own), (target, there) in permutations(known, 2):
        if target.name in targets and source.name not in targets and _may_refer(source, target):
            values = _missing(source, own, there)
            if values:
                yield Contradiction(
                    determinant=(target.name,), dependent=source.name, reason="unreferenced", values=values
                )


def _found(wanted: Hashes, there: Hashes) -> Flags:
    """Which of some hashes are among sorted ones."""
    places = np.minimum(np.searchsorted(there, wanted), there.size - 1)
    return np.asarray(there[places] == wanted)


def _may_refer(source: ColumnProfile, target: ColumnProfile) -> bool:
    """Whether the columns hold the same kind of thing; numbers need names that say so."""
    if source.data_type is not target.data_type or source.distinct_count < RELATIONS.reference_values:
        return False
    if source.data_type is DataType.TEXT:
        return True
    words, wanted = header_words(source.name).split(), header_words(target.name).split()
    return bool(words and wanted) and words[-1] == wanted[-1] and words[-1] in _LABELS


def _missing(
    source: ColumnProfile, own: "ColumnPartial", there: "ColumnPartial"
) -> tuple[ContradictedValue, ...]:
    """The few values that have no like in the other column; nothing where they are many."""
    if own.texts is None or not own.hashes.size:
        return ()
    hashes, counts = own.hashes.values, own.hashes.counts()
    if _found(hashes[:_PROBE], there.hashes.values).mean() < _LIKELY:
        return ()
    lost = np.flatnonzero(~_found(hashes, there.hashes.values))
    found = {
        text: int(counts[place])
        for place, text in zip(lost.tolist(), own.texts.take(lost).to_list(), strict=True)
        if text.strip() and text not in source.null_spellings
    }
    filled, kept = int(counts.sum()), hashes.size - lost.size
    rows = sum(found.values())
    most = max(1.0, RELATIONS.reference_share * hashes.size)
    is_reference = kept >= RELATIONS.reference_values and len(found) <= most
    if not is_reference or rows > max(1.0, RELATIONS.reference_share * filled):
        return ()
    sure = RELATIONS.reference_confidence * (1.0 - len(found) / (len(found) + kept))
    return tuple(
        ContradictedValue(
            given=(), value=text, count=count, usual="", usual_count=kept, probability=round(sure, 3)
        )
        for text, count in sorted(found.items())[: RELATIONS.listed_cases]
    )
