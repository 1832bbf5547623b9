"""The printed report: A4 pages set by Typst, tagged and readable aloud (PDF/UA-1), fonts embedded.

Everything from the table reaches Typst as one JSON text in `sys.inputs`, never as markup: what stands in a
cell or a column's name cannot run. Bytes are the same for the same document.
"""

import json
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

from datainsight.errors import UsageError
from datainsight.models.document import ProfileDocument
from datainsight.models.insight import Insight
from datainsight.reporting.html_report import TURNING_MARKS
from datainsight.reporting.html_view import Detail, view_page
from datainsight.version import VERSION

DETAIL = Detail(full_columns=100, compact_columns=1_500, issues=40, script_characters=0)
"""What fits into a report that people print; the JSON profile holds the rest."""

FOLDER = Path(__file__).parent
TEMPLATES = FOLDER / "templates"
FONTS = FOLDER / "fonts"
CONFORMANCE = "ua-1"

WORDS_BY = {"anthropic": "Anthropic", "bedrock": "Amazon Bedrock", "openai": "OpenAI"}


def to_pdf(document: ProfileDocument) -> bytes:
    """The report of a document that was masked already.

    Args:
        document: What may be shown.

    Returns:
        A PDF file.

    Raises:
        UsageError: Typst is not installed.
    """
    try:
        import typst  # noqa: PLC0415 - 83 MB, for those who want a PDF only
    except ImportError as error:
        raise UsageError(
            "PDF reports need the package typst.", remedy="Install it: pip install 'datainsight[pdf]'."
        ) from error
    inputs = {"report": _content(document)}
    # First with the bundled fonts alone, so that the same document gives the same bytes everywhere. PDF/UA
    # refuses a character that no font can draw: then the machine's fonts help, and last it is drawn as a box.
    for uses_system_fonts, standards in ((False, [CONFORMANCE]), (True, [CONFORMANCE])):
        try:
            return _compile(typst, inputs, uses_system_fonts=uses_system_fonts, standards=standards)
        except typst.TypstError as error:
            if not _is_missing_glyph(error):
                raise
    return _compile(typst, inputs, uses_system_fonts=True, standards=[])


def _content(document: ProfileDocument) -> str:
    """The report's content as JSON, without marks that would turn text around."""
    page = asdict(view_page(document, DETAIL, {}))
    page |= {"version": VERSION, "author": _author(document.insight)}
    text = json.dumps(page, ensure_ascii=False, allow_nan=False)
    return TURNING_MARKS.sub("\N{REPLACEMENT CHARACTER}", text).encode("utf-8", "replace").decode("utf-8")


def _author(insight: Insight | None) -> str:
    """Who wrote the words, where that was a language model."""
    if insight is None or insight.provider not in WORDS_BY:
        return ""
    return f"{insight.model or 'a language model'} ({WORDS_BY[insight.provider]})"


def _compile(
    typst: ModuleType, inputs: dict[str, str], *, uses_system_fonts: bool, standards: list[str]
) -> bytes:
    pdf: bytes = typst.compile(
        str(TEMPLATES / "report.typ"),
        root=str(TEMPLATES),
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=not uses_system_fonts,
        sys_inputs=inputs,
        pdf_standards=standards,
        timestamp=0,
    )
    return pdf


def _is_missing_glyph(error: Exception) -> bool:
    return "could not be displayed" in str(error)
