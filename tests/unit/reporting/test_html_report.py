"""The page: one file, no script, hostile data harmless, small however wide the table."""

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import combinations, cycle

import pytest

from datainsight.models.document import ProfileDocument
from datainsight.models.profile import (
    Correlation,
    Dependency,
    DerivedColumn,
    Key,
    MissingTogether,
    NearDuplicates,
    NullPattern,
    RelationSearch,
)
from datainsight.models.recommendation import ValueChange, VerificationStatus
from datainsight.reporting.html_report import MAXIMUM_BYTES, to_html
from datainsight.reporting.privacy import mask
from tests.unit.sample_document import (
    flawless_document,
    hostile_document,
    proven_document,
    sample_document,
    wide_document,
)

VOID = {"meta", "input", "br", "img", "link"}


class Page(HTMLParser):
    """Elements with their attributes, and the text in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.unclosed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.unclosed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def attributes(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.elements if name == tag)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(to_html(sample_document(), {"polars": "import polars as pl", "r": "library(readr)"}))


def test_every_element_is_closed(page: Page) -> None:
    assert page.unclosed == []


def test_loads_nothing_and_runs_nothing(page: Page) -> None:
    assert not {"script", "link", "iframe", "img", "object", "embed", "form"} & {t for t, _ in page.elements}
    for _, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes)
        assert "style" not in attributes, "the content security policy forbids inline styles"
        assert str(attributes.get("href", "#")).startswith("#")
        assert "src" not in attributes
    assert "url(" not in to_html(sample_document())
    assert "@import" not in to_html(sample_document())


def test_the_policy_allows_the_style_sheet_and_nothing_else() -> None:
    html = to_html(sample_document())
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert style is not None
    assert policy is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()

    assert policy.group(1).startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }}{% raw %}",
        "'; --",
        "\u202e\u2066evil",
        "]]></style>",
    ],
)
def test_hostile_names_and_values_are_shown_as_text(text: str) -> None:
    document = hostile_document(text)
    html = to_html(document, {"polars": text})
    page = Page(html)

    assert page.unclosed == []
    assert not {"script", "img"} & {tag for tag, _ in page.elements}
    assert not {"\u202e", "\u2066"} & set(html)
    assert html.count("<style>") == html.count("</style>") == 1


def test_braces_of_a_value_are_not_evaluated() -> None:
    assert "{{ 7 * 7 }}" in Page(to_html(hostile_document("{{ 7 * 7 }}"))).text


def test_long_names_and_values_are_cut() -> None:
    html = to_html(hostile_document("x" * 10_000))

    assert len(html) < 100_000
    assert "x" * 500 not in html


def test_sections_are_landmarks_with_names(page: Page) -> None:
    identifiers = {attributes.get("id") for _, attributes in page.elements}
    for section in page.attributes("section"):
        assert section["aria-labelledby"] in identifiers
    for link in page.attributes("a"):
        assert str(link["href"]).removeprefix("#") in identifiers
    assert len(list(page.attributes("h1"))) == 1
    assert next(page.attributes("html"))["lang"] == "en"


def test_every_picture_has_words_or_is_hidden_from_readers(page: Page) -> None:
    for attributes in page.attributes("svg"):
        assert attributes.get("aria-hidden") == "true" or attributes.get("aria-label")


def test_shows_score_issues_repairs_and_columns(page: Page) -> None:
    document = sample_document()

    assert "75.65" in page.text
    assert document.insight is not None
    assert document.insight.headline.text in page.text
    for issue in document.issues:
        assert issue.message in page.text
    for recommendation in document.recommendations:
        assert recommendation.title in page.text
    for column in document.columns:
        assert column.name in page.text
    assert len(list(page.attributes("details"))) == len(document.columns)


def test_badges_say_what_trying_the_repairs_showed(page: Page) -> None:
    statuses = [each.verification.status for each in sample_document().recommendations]

    assert page.texts.count("Verified") == statuses.count(VerificationStatus.VERIFIED)
    assert page.texts.count("Did not hold") == statuses.count(VerificationStatus.REFUSED)


def test_the_repairs_of_an_issue_stand_best_first() -> None:
    document = sample_document()
    issue = next(each for each in document.issues if each.recommendation_ids)
    [best] = [each for each in document.recommendations if each.id == issue.recommendation_ids[0]]
    other = best.model_copy(update={"id": "other", "title": "Another way to repair it"})
    chosen = issue.model_copy(update={"recommendation_ids": (best.id, "other")})
    issues = tuple(chosen if each is issue else each for each in document.issues)
    runs_first = document.model_copy(
        update={"issues": issues, "recommendations": (other, *document.recommendations)}
    )
    text = Page(to_html(runs_first)).text
    assert 0 < text.index(best.title) < text.index(other.title)


def test_a_verified_repair_shows_cells_before_and_after_and_where_it_ran() -> None:
    changes = (ValueChange(before=" a  b", after="a b"), ValueChange(before="<NA>", after=None))
    page = Page(to_html(proven_document(*changes)))

    verified = [
        each
        for each in sample_document().recommendations
        if each.verification.status is VerificationStatus.VERIFIED
    ]
    assert page.text.count("␣a␣␣b → becomes a b") == len(verified) > 0
    assert page.text.count("<NA> → becomes (empty)") == len(verified)
    assert page.text.count("Run in polars, DuckDB: same table.") == len(verified)


def test_personal_values_are_hidden_before_and_after() -> None:
    document = proven_document(ValueChange(before="canary one", after="canary two"))
    columns = tuple(each.model_copy(update={"is_pii": True}) for each in document.columns)
    text = Page(to_html(mask(document.model_copy(update={"columns": columns})))).text

    assert "canary" not in text
    assert "(hidden) → becomes (hidden)" in text


def test_the_waterfall_leads_to_the_score(page: Page) -> None:
    steps = [attributes for attributes in page.attributes("rect") if attributes.get("class") == "lost"]
    ends = [float(str(step["x"]).rstrip("%")) + float(str(step["width"]).rstrip("%")) for step in steps]
    starts = [float(str(step["x"]).rstrip("%")) for step in steps]

    assert starts[0] == 0
    assert ends[-1] == pytest.approx(100, abs=0.05)
    assert starts[1:] == pytest.approx(ends[:-1], abs=0.05)


def test_code_is_shown_in_the_languages_there_are(page: Page) -> None:
    assert "import polars as pl" in page.text
    assert [a["id"] for a in page.attributes("input")] == ["lang-polars", "lang-r"]
    assert "Cleaning code" not in Page(to_html(sample_document())).text


@pytest.mark.parametrize("width", [1, 1_000, 5_000])
def test_stays_below_a_megabyte(width: int) -> None:
    html = to_html(wide_document(width), {"polars": "x = 1\n" * 200_000})

    assert len(html.encode("utf-8")) < MAXIMUM_BYTES
    assert Page(html).unclosed == []


def test_says_what_a_wide_table_leaves_out() -> None:
    text = Page(to_html(wide_document(5_000))).text

    assert re.search(r"\d+ more columns are in the JSON profile", text)
    assert re.search(r"\d+ less severe issues are in the JSON profile", text)


def test_the_same_issue_of_many_columns_is_told_once_and_names_them() -> None:
    page = Page(to_html(wide_document(50, is_alike=True)))

    assert page.text.count("The same in column 1 column 1 column 1, column 10 ") == 1
    assert "and 29 more." in page.text
    assert "less severe issues" not in page.text


@pytest.mark.parametrize("document", [flawless_document(), flawless_document(0)])
def test_an_empty_and_a_flawless_table_have_a_page(document: ProfileDocument) -> None:
    text = Page(to_html(document)).text

    assert "Nothing was deducted" in text
    assert "None were found" in text
    assert "nan" not in text.lower().split()


def test_same_document_same_page() -> None:
    assert to_html(sample_document()) == to_html(sample_document())


def related() -> ProfileDocument:
    """The sample with relations between its columns."""
    document = sample_document()
    names = [column.name for column in document.columns]
    pairs = [
        Correlation(left=one, right=other, method="pearson", value=value, status="ok", p_value=0.0004)
        for (one, other), value in zip(combinations(names, 2), cycle((0.9, -0.5, 0.1)), strict=False)
    ]
    failed = Correlation(
        left=names[0], right=names[1], method="spearman", value=None, status="constant", reason="?"
    )
    return document.model_copy(
        update={
            "correlations": (*pairs, failed),
            "keys": (Key(columns=(names[0], names[1])),),
            "dependencies": (
                Dependency(determinant=(names[2],), dependent=names[3], error=0.012, violating_row_count=6),
                Dependency(determinant=(), dependent=names[4], error=0.0),
            ),
            "derived_columns": (
                DerivedColumn(column=names[5], kind="linear", sources=(names[6],), slope=2, intercept=1),
            ),
            "missing_together": MissingTogether(
                patterns=(NullPattern(columns=tuple(names[:2]), row_count=7),)
            ),
            "near_duplicates": NearDuplicates(row_count=3, group_count=2, differing_columns={names[1]: 3}),
            "relation_search": RelationSearch(
                status="limited",
                reason="Only a part was searched.",
                row_count=9,
                rows_examined=9,
                longest_determinant=2,
            ),
        }
    )


def test_relations_have_a_heat_map_and_lists() -> None:
    document = related()
    page = Page(to_html(document))
    titles = [text for text in page.texts if ": Pearson " in text]
    assert len(titles) == 2 * len(document.correlations[:-1])
    assert f"{document.columns[0].name} × {document.columns[1].name}: Pearson 0.90, p < 0.001" in titles
    classes = [each.get("class") for each in page.attributes("rect")]
    assert {"plus", "minus"} <= set(classes)
    for text in (
        "but for 1.2 %: 6 rows",
        "constant",
        "× “",
        "3 rows repeat another one",
        "Only a part was searched.",
    ):
        assert text in page.text, text


def test_a_table_without_relations_has_no_such_section() -> None:
    assert "Relations" not in Page(to_html(flawless_document())).text


def test_names_in_relations_are_as_harmless_as_elsewhere() -> None:
    evil = "</title><script>alert(1)</script>"
    document = related()
    pair = document.correlations[0].model_copy(update={"left": evil})
    columns = (document.columns[0].model_copy(update={"name": evil}), *document.columns[1:])
    page = to_html(
        document.model_copy(
            update={"columns": columns, "correlations": (pair,), "keys": (Key(columns=(evil,)),)}
        )
    )
    assert "<script" not in page
