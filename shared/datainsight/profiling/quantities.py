"""Texts that are numbers with units, or durations: which units, and from where to where."""

import re
from collections import Counter
from collections.abc import Sequence

from datainsight.models.profile import QuantityFacts, ValueCount
from datainsight.profiling.durations import seconds_of
from datainsight.profiling.values import Values

_MOST = 0.8
_ONE_UNIT = 0.99
_PROBE = 50
_LARGEST = 10_000
_UNITS = 20
_NUMBER = re.compile(r"([^\d.,+-]{0,6}?)\s*([-+]?\d[\d,]*(?:\.\d+)?|[-+]?\.\d+)\s*(\D{0,24})$")

Pairs = Sequence[tuple[str, int]]


def find_quantity(values: Values, *, has_units: bool) -> QuantityFacts | None:
    """Durations, or numbers with units, where nearly all texts are such.

    Args:
        values: Of a column of text; of many distinct ones, ten thousand are looked at.
        has_units: Whether the column is known to be amounts; else durations only are looked for, as a letter
            beside digits is rather a code.
    """
    probe = [text for text, _ in values.shown[:_PROBE]]
    if not probe or sum(_is_amount(text, has_units=has_units) for text in probe) < _MOST * len(probe):
        return None
    pairs = values.typical_pairs()
    looked = pairs[:_LARGEST]
    total = sum(count for _, count in looked)
    durations = [(seconds, count) for text, count in looked if (seconds := seconds_of(text)) is not None]
    if sum(count for _, count in durations) >= _MOST * total:
        return _described("duration", durations, ())
    scale = values.scale * sum(count for _, count in pairs) / max(total, 1)
    return _of_units(looked, scale) if has_units else None


def _is_amount(text: str, *, has_units: bool) -> bool:
    return seconds_of(text) is not None or (has_units and bool(_NUMBER.match(text.strip())))


def _of_units(pairs: Pairs, scale: float) -> QuantityFacts | None:
    units: Counter[str] = Counter()
    numbers: dict[str, list[tuple[float, int]]] = {}
    for text, count in pairs:
        found = _NUMBER.match(text.strip())
        if found:
            unit = (found[1] + found[3]).strip()
            units[unit] += count
            numbers.setdefault(unit, []).append((float(found[2].replace(",", "")), count))
    total = sum(count for _, count in pairs)
    if units.total() < _MOST * total:
        return None
    ranked = sorted(units.items(), key=lambda item: (-item[1], item[0]))
    shown = tuple(ValueCount(value=unit, count=round(count * scale)) for unit, count in ranked[:_UNITS])
    unit, most = ranked[0]
    return _described("quantity", numbers[unit] if most >= _ONE_UNIT * total else [], shown)


def _described(
    kind: str, numbers: Sequence[tuple[float, int]], units: tuple[ValueCount, ...]
) -> QuantityFacts:
    if not numbers:
        return QuantityFacts(kind=kind, units=units)
    count = sum(each for _, each in numbers)
    return QuantityFacts(
        kind=kind,
        units=units,
        minimum=min(number for number, _ in numbers),
        maximum=max(number for number, _ in numbers),
        mean=sum(number * each for number, each in numbers) / count,
    )
