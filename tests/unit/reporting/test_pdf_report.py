"""The printed report: readable aloud, hostile data harmless, same bytes, small however wide the table."""

import io
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from datainsight.errors import UsageError
from datainsight.models.document import ProfileDocument
from datainsight.models.insight import Insight
from datainsight.models.recommendation import ValueChange
from datainsight.reporting import pdf_report
from datainsight.reporting.html_view import Detail
from datainsight.reporting.pdf_report import to_pdf
from datainsight.reporting.privacy import mask
from tests.unit.sample_document import (
    flawless_document,
    hostile_document,
    proven_document,
    sample_document,
    wide_document,
)

ZERO_WIDTH_SPACE = "\u200b"


def text_of(pdf: bytes) -> str:
    pages = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(pages.replace(ZERO_WIDTH_SPACE, "").split())


def root_of(pdf: bytes) -> Any:
    return PdfReader(io.BytesIO(pdf)).trailer["/Root"]


def elements(pdf: bytes) -> Iterator[Any]:
    """Every element of the structure tree: what a screen reader reads."""
    root = root_of(pdf)
    left = [root["/StructTreeRoot"]]
    while left:
        element = left.pop().get_object()
        if isinstance(element, ArrayObject):
            left.extend(element)
        elif isinstance(element, DictionaryObject):
            if "/S" in element:
                yield element
            if "/K" in element:
                left.append(element["/K"])


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return to_pdf(sample_document())


def test_shows_score_story_issues_repairs_and_columns(pdf: bytes) -> None:
    document, text = sample_document(), text_of(pdf)

    assert document.insight is not None
    for part in ("75.65", document.insight.headline.text, document.insight.story[0].text, "Methods"):
        assert part in text
    for issue in document.issues:
        assert issue.message in text
    for recommendation in document.recommendations:
        assert recommendation.title in text
    for column in document.columns:
        assert column.name in text
    assert "Verified" in text
    assert "problem cells 2,610 → 0" in text


def test_a_verified_repair_shows_cells_before_and_after_and_where_it_ran() -> None:
    text = text_of(to_pdf(proven_document(ValueChange(before="alpha one", after=None))))

    assert "alpha one → (empty)" in text
    assert "Run in polars, DuckDB: same table." in text


def test_is_tagged_and_says_so(pdf: bytes) -> None:
    reader, root = PdfReader(io.BytesIO(pdf)), root_of(pdf)

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "customers_2024.csv – data profile"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_every_picture_has_words_and_headings_follow_each_other(pdf: bytes) -> None:
    tags = [element["/S"] for element in elements(pdf)]
    figures = [element for element in elements(pdf) if element["/S"] == "/Figure"]

    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/P"} <= set(tags)
    assert len(figures) >= 10
    assert all(figure["/Alt"].strip() for figure in figures)
    assert "Quality score 75.65 of 100" in {figure["/Alt"] for figure in figures}


def test_fonts_are_embedded(pdf: bytes) -> None:
    pages: list[Any] = list(PdfReader(io.BytesIO(pdf)).pages)
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]

    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in descriptors)
    assert any("Inter" in font["/BaseFont"] for font in fonts)


@pytest.mark.parametrize(
    "text",
    [
        '#panic("run")',
        '#read("report.typ")',
        "*bold* _it_ `raw` $x$ = Title",
        '"); #import "@preview/x:1.0.0"',
        "\\u{41} // gone",
        "</svg><script>alert(1)</script>'",
        "\u202e\u2066evil",
        "x" * 10_000,
        "\ud800 lone surrogate",
        "عربي हिन्दी 中文 😀",
    ],
)
def test_what_stands_in_a_table_is_text_and_never_runs(text: str) -> None:
    shown = text_of(to_pdf(hostile_document(text)))

    assert "alert(1)" not in shown or "<script>" in shown
    assert not {"\u202e", "\u2066"} & set(shown)
    if text.isascii() and len(text) < 60:
        assert text in shown


def test_values_of_personal_columns_are_not_printed() -> None:
    document = sample_document()
    secret = document.columns[3].top_values[0].value
    personal = document.columns[3].model_copy(update={"is_pii": True})
    changed = document.model_copy(
        update={"columns": tuple(personal if c.position == 3 else c for c in document.columns)}
    )

    assert secret in text_of(to_pdf(changed))
    shown = text_of(to_pdf(mask(changed)))
    assert secret not in shown
    assert "Values are not shown because the column holds personal data." in shown


def test_fifty_columns_stay_small() -> None:
    pdf = to_pdf(wide_document(50))

    assert len(pdf) < 3_000_000
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 20


def test_says_what_a_very_wide_table_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    small = Detail(full_columns=2, compact_columns=3, issues=4, script_characters=0)
    monkeypatch.setattr(pdf_report, "DETAIL", small)
    text = text_of(to_pdf(wide_document(10)))

    assert text.count("Most frequent values") == 2
    assert "Further columns" in text
    assert "5 more columns are in the JSON profile" in text
    assert "6 less severe issues are in the JSON profile" in text


@pytest.mark.parametrize("document", [flawless_document(), flawless_document(0)])
def test_an_empty_and_a_flawless_table_have_a_report(document: ProfileDocument) -> None:
    text = text_of(to_pdf(document))

    assert "Nothing was deducted" in text
    assert "None were found" in text


def test_same_document_same_bytes(pdf: bytes) -> None:
    assert to_pdf(sample_document()) == pdf


def test_words_of_a_model_are_named_as_such() -> None:
    document = sample_document()
    assert isinstance(document.insight, Insight)
    words = document.insight.model_copy(update={"provider": "bedrock", "model": "claude-haiku-5-5"})
    text = text_of(to_pdf(document.model_copy(update={"insight": words})))

    assert "They were written by claude-haiku-5-5 (Amazon Bedrock)." in text


def test_without_typst_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(UsageError, match=r"datainsight\[pdf\]"):
        to_pdf(sample_document())
