"""Where records end in the middle of a large file, without looking at what stands before.

Around any position only three readings are possible (`RecordFinder.rest_ends`), and each names a place where
the next record begins. From there on every reading goes by the same rule, so that two of them that meet once
go on together. Where all have met, a record begins whichever of them is right: nothing is guessed. They meet
after a record or two, because a reading that is wrong about the quotes soon contradicts itself.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from datainsight.reading.limits import KIB
from datainsight.reading.records import RecordFinder
from datainsight.reading.source import ByteSource

FIRST_LOOK_BYTES = 256 * KIB
_FURTHER = 4
_REQUESTS_AT_ONCE = 8


def local_borders(
    source: ByteSource,
    finder: RecordFinder,
    data: range,
    target_bytes: int,
    *,
    first_look: int = FIRST_LOOK_BYTES,
) -> Iterator[int]:
    """Record ends about `target_bytes` apart; where none can be told for sure, two shards stay one.

    Args:
        source: Where the bytes are; ranges of it are read at the same time.
        finder: Knows the rule.
        data: The part of the source that holds records; begins with one.
        target_bytes: Much larger than a record.
        first_look: Bytes that mostly suffice to tell where a record begins. Without a quote in them, as many
            as a quoted cell may have are needed to know that there is none around.
    """
    second_look = finder.longest_quoted_bytes + first_look
    looks = (first_look, second_look, second_look * _FURTHER)

    def border(position: int) -> int | None:
        for look in looks:
            if position + look < data.stop:  # what ends with the data follows another rule
                met = _meeting(source.read_range(position, position + look), finder)
                if met is not None:
                    return position + met
        return None

    last = data.start
    with ThreadPoolExecutor(max_workers=_REQUESTS_AT_ONCE, thread_name_prefix="borders") as pool:
        for found in pool.map(border, range(data.start + target_bytes, data.stop, target_bytes)):
            if found is not None and found > last:
                yield found
                last = found


def _meeting(data: bytes, finder: RecordFinder) -> int | None:
    """Where all readings of these bytes begin a record; None where they do not meet in them."""
    special = finder.special_bytes
    inside = next((place for place, byte in enumerate(data) if byte not in special), None)
    ends = finder.rest_ends(data, inside) if inside is not None else None
    if ends is None:
        return None
    readings = set(ends)
    while len(readings) > 1:
        hindmost = min(readings)
        record = finder.record_at(data, hindmost)
        if record is None:
            return None
        readings.remove(hindmost)
        readings.add(record.end)
    return readings.pop()
