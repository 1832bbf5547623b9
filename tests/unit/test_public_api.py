"""`import datainsight` is all that a Python user needs."""

from pathlib import Path

import pytest

import datainsight
from datainsight.errors import SourceNotFoundError
from datainsight.models.document import ProfileDocument
from datainsight.version import VERSION


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "small.csv"
    path.write_text("city,amount\n" + "Berlin,1\n Paris,2\nBerlin,3\nRome,n/a\n" * 20)
    return path


def test_profile_gives_a_document(source: Path) -> None:
    document = datainsight.profile(source, goal="analytics")

    assert isinstance(document, ProfileDocument)
    assert document.dataset.row_count == 80
    assert document.goal == "analytics"
    assert document.insight is not None


def test_a_document_becomes_a_page(source: Path) -> None:
    assert "small.csv" in datainsight.html_report(datainsight.profile(str(source)))


def test_a_document_becomes_a_pdf(source: Path) -> None:
    assert datainsight.pdf_report(datainsight.profile(source)).startswith(b"%PDF-")


@pytest.mark.parametrize("language", ["polars", "pandas", "sql", "r"])
def test_a_file_gives_a_script(source: Path, language: str) -> None:
    assert "city" in datainsight.cleaning_script(source, language=language)


def test_wrong_arguments_are_errors(source: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceNotFoundError):
        datainsight.profile(tmp_path / "missing.csv")
    with pytest.raises(ValueError, match="happiness"):
        datainsight.profile(source, goal="happiness")
    with pytest.raises(ValueError, match="cobol"):
        datainsight.cleaning_script(source, language="cobol")


def test_says_its_version() -> None:
    assert datainsight.__version__ == VERSION
    assert set(datainsight.__all__) == {"cleaning_script", "html_report", "pdf_report", "profile"}
