"""Workbooks made by hand, so that each test says what is in its file."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_ROOT = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_BUILT_IN = (0, 14, 22)
_FIRST_OWN = 164
_QUOTE = {'"': "&quot;"}


class Raw(str):
    """The XML of a cell without its reference: `t="e"><v>#N/A</v>`."""

    __slots__ = ()


DATE, MOMENT = 1, 2


def styled(number: float, style: int) -> Raw:
    """A number shown in a style: 0 to 2 are plain, a date and a moment, further ones the workbook's own."""
    return Raw(f's="{style}"><v>{number}</v>')


def dated(number: float, style: int) -> Raw:
    """A number shown as a date."""
    return styled(number, style)


def _styles(formats: Sequence[str]) -> str:
    own = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{escape(code, _QUOTE)}"/>'
        for number, code in enumerate(formats, start=_FIRST_OWN)
    )
    numbers = (*_BUILT_IN, *range(_FIRST_OWN, _FIRST_OWN + len(formats)))
    listed = "".join(f'<xf numFmtId="{number}"/>' for number in numbers)
    return f"<styleSheet {_MAIN}><numFmts>{own}</numFmts><cellXfs>{listed}</cellXfs></styleSheet>"


ERROR = Raw('t="e"><v>#DIV/0!</v>')
TRUE = Raw('t="b"><v>1</v>')
Rows = Sequence[Sequence[str | float | None]]


def sheet_xml(rows: Rows, extra: str = "") -> str:
    """A worksheet."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            _cell(f"{chr(65 + position)}{number}", value)
            for position, value in enumerate(row)
            if value is not None
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return f"<worksheet {_MAIN}><sheetData>{''.join(lines)}</sheetData>{extra}</worksheet>"


def xlsx(
    sheets: Mapping[str, Rows | str],
    *,
    hidden: Sequence[str] = (),
    formats: Sequence[str] = (),
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A workbook: the rows or the XML of each sheet; styles from 3 on have the formats given."""
    listed, relations = [], []
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "xl/styles.xml": _styles(formats),
    }
    for number, (name, rows) in enumerate(sheets.items(), start=1):
        state = ' state="hidden"' if name in hidden else ""
        listed.append(f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="r{number}"/>')
        relations.append(
            f'<Relationship Id="r{number}" Target="worksheets/sheet{number}.xml" Type="http://schemas.'
            'openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
        )
        content[f"xl/worksheets/sheet{number}.xml"] = rows if isinstance(rows, str) else sheet_xml(rows)
    content["xl/workbook.xml"] = (
        f"<workbook {_MAIN} {_RELATIONS}><sheets>{''.join(listed)}</sheets></workbook>"
    )
    content["xl/_rels/workbook.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="styles" Target="styles.xml" Type="{_OFFICE}/styles"/>'
        f"{''.join(relations)}</Relationships>"
    )
    return zipped({**content, **(parts or {})})


def ods(rows: Rows, extra: str = "") -> bytes:
    """An OpenDocument spreadsheet with one sheet."""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Sheet1">{lines}{extra}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": _MANIFEST,
        }
    )


def zipped(content: Mapping[str, str | bytes]) -> bytes:
    """A zip file."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return target.getvalue()


def _ods_cell(value: str | float | None) -> str:
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    if value is None:
        return "<table:table-cell/>"
    text = f"<text:p>{escape(value)}</text:p>"
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


def _cell(reference: str, value: str | float) -> str:
    if isinstance(value, Raw):
        return f'<c r="{reference}" {value}</c>'
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{reference}"><v>{value}</v></c>'
