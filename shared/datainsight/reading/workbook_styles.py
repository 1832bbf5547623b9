"""The number formats of a zipped workbook, by the number of a cell's style."""

import zipfile

from datainsight.reading.number_formats import NumberFormat, number_format
from datainsight.reading.workbook_parts import binary_records, elements, styles_part, wide_text

BUILT_IN = {22: "m/d/yy h:mm"}
"""Formats that no workbook spells out and that add something to a value, ECMA-376 part 1, 18.8.30."""

_FORMAT, _STYLE, _BEGIN_CELL_STYLES, _END_CELL_STYLES = 44, 47, 617, 618
"""BIFF12: BrtFmt, BrtXF, BrtBeginCellXFs, BrtEndCellXFs."""


def formats_of(archive: zipfile.ZipFile) -> tuple[NumberFormat | None, ...]:
    """What the style of each number adds to a value; of OpenDocument files nothing is known.

    Raises:
        xml.etree.ElementTree.ParseError: The part is damaged.
        KeyError: The index names parts that are missing.
    """
    part = styles_part(archive)
    if part is None:
        return ()
    if part.endswith(".bin"):
        return _binary_formats(archive.read(part))
    codes = {
        each.get("numFmtId", ""): each.get("formatCode", "") for each in elements(archive, part, "numFmt")
    }
    identifiers = [
        style.get("numFmtId", "0")
        for styles in elements(archive, part, "cellXfs")
        for style in styles
        if style.tag.rpartition("}")[2] == "xf"
    ]
    built_in = {str(identifier): code for identifier, code in BUILT_IN.items()}
    return tuple(number_format((built_in | codes).get(each, "")) for each in identifiers)


def _binary_formats(data: bytes) -> tuple[NumberFormat | None, ...]:
    codes = dict(BUILT_IN)
    identifiers: list[int] = []
    are_of_cells = False
    for kind, position, length in binary_records(data):
        if kind == _FORMAT and length >= 6:
            identifier = int.from_bytes(data[position : position + 2], "little")
            codes[identifier], _ = wide_text(data, position + 2)
        elif kind in {_BEGIN_CELL_STYLES, _END_CELL_STYLES}:
            are_of_cells = kind == _BEGIN_CELL_STYLES
        elif kind == _STYLE and are_of_cells and length >= 4:
            identifiers.append(int.from_bytes(data[position + 2 : position + 4], "little"))
    return tuple(number_format(codes.get(each, "")) for each in identifiers)
