"""How much a source may ask of the machine."""

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB


@dataclass(frozen=True)
class ReadingLimits:
    """Bounds beyond which a source is refused before memory grows.

    Attributes:
        sample_bytes: How much of the beginning is looked at to understand a source.
        longest_line_bytes: A physical line (and with it the smallest memory needed) may be this long.
        longest_quoted_bytes: A quote that is not closed within this many bytes is taken for text.
        columns: A table may have this many columns.
        explored_bytes: So much of a JSON file is looked through for columns; a key that only comes later is
            reported and left out.
        workbook_bytes: A zipped workbook may unpack to this size.
        sheet_cells: The used area of a sheet may have this many cells, empty ones included.
        decompressed_bytes: A compressed source may grow to this size.
        compression_ratio: It may grow to this multiple of its stored size …
        compression_ratio_from_bytes: … once it is larger than this; tiny files compress absurdly well.
        probed_bytes: A source whose beginning is as dense as a bomb's is unpacked so far, and dropped, to see
            whether it is one before any other work begins; unpacking that much takes about a second.
    """

    sample_bytes: int = MIB
    longest_line_bytes: int = 64 * MIB
    longest_quoted_bytes: int = 4 * MIB
    columns: int = 20_000
    explored_bytes: int = 64 * MIB
    workbook_bytes: int = 2 * GIB
    sheet_cells: int = 40_000_000
    decompressed_bytes: int = 64 * GIB
    compression_ratio: int = 250
    compression_ratio_from_bytes: int = 64 * MIB
    probed_bytes: int = GIB


DEFAULT_LIMITS = ReadingLimits()
