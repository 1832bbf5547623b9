"""docs/CHECKS.md is what the registry says."""

from pathlib import Path

from datainsight.checks.catalogue import to_markdown

PAGE = Path(__file__).parents[3] / "docs" / "CHECKS.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == to_markdown(), (
        "run: python -m datainsight.checks.catalogue docs/CHECKS.md"
    )
