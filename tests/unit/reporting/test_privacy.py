"""No value of a column with personal data reaches any output; counts and shapes do."""

import csv
import io
import json

import pytest

from datainsight.checks.cells import Cell
from datainsight.insight.rules import write_insight
from datainsight.models.document import ProfileDocument
from datainsight.models.insight import Fact, Insight, Sentence
from datainsight.models.issue import Dimension, Issue, Severity
from datainsight.models.profile import (
    CaseVariants,
    ColumnProfile,
    DataType,
    DerivedColumn,
    Histogram,
    NearDuplicateExample,
    NearDuplicates,
    NotationCount,
    OutlierFacts,
    Pattern,
    Role,
    TextFacts,
    ValueCount,
)
from datainsight.models.recommendation import (
    Deduction,
    Quality,
    Recommendation,
    RepairRecord,
    Verification,
    VerificationStatus,
)
from datainsight.models.relations import SimilarPair, SimilarRows
from datainsight.models.selector import Matching, NotOfType, OutsideRange, ValuesIn
from datainsight.models.suspects import ContradictedValue, Contradiction
from datainsight.reporting.cells_report import write_cells
from datainsight.reporting.html_report import to_html
from datainsight.reporting.json_report import issues_to_json, to_json
from datainsight.reporting.privacy import (
    HARMLESS_FIELDS,
    is_generalised,
    mask,
    mask_cells,
    repairs_that_tell,
)
from datainsight.reporting.terminal import issues_to_terminal, to_terminal
from tests.unit.sample_document import flawless_document

CANARY = "kanarienvogel"
NUMBER = 918273.5
"""Every number that stands for a value of the personal column begins with these digits."""


def canary_column() -> ColumnProfile:
    count = ValueCount(value=f"{CANARY}-top", count=7)
    return ColumnProfile(
        name="secret",
        position=1,
        data_type=DataType.TEXT,
        role=Role.TEXT,
        semantic_type="email",
        is_pii=True,
        null_count=61,
        null_spellings={f"{CANARY}-null": 5, "NA": 6, "": 50},
        distinct_count=3,
        minimum=f"{CANARY}-minimum",
        maximum=f"{CANARY}-maximum",
        mean=NUMBER,
        standard_deviation=NUMBER,
        median_absolute_deviation=NUMBER,
        quantiles={"0.5": NUMBER, "0.95": f"{CANARY}-quantile"},
        histogram=Histogram(edges=(NUMBER, NUMBER + 0.25), counts=(1,)),
        top_values=(count,),
        patterns=(
            Pattern(pattern="999-9999", regex=r"\d{3}-\d{4}", count=12, examples=(f"{CANARY}-example",)),
            Pattern(pattern=f"{CANARY}-9", regex=rf"{CANARY}-\d", count=1),
        ),
        text=TextFacts(minimum_length=3, maximum_length=44, mean_length=20.5),
        outliers=OutlierFacts(method="mad", lower=NUMBER, upper=NUMBER, count=3),
        notations=(
            NotationCount(data_type=DataType.TEXT, notation="plain", count=9, examples=(f"{CANARY}-n",)),
        ),
        type_offenders=(count,),
        case_variants=(CaseVariants(spellings=(count, count)),),
        repeated_values=(count,),
        smallest_values=(count,),
        largest_values=(count,),
    )


def canary_issues() -> tuple[Issue, ...]:
    def one(number: int, selector: object, columns: tuple[str, ...] = ("secret",)) -> Issue:
        return Issue.model_validate(
            {
                "id": f"inconsistent_case:1:{number}",
                "kind": "inconsistent_case",
                "dimension": Dimension.CONSISTENCY,
                "columns": columns,
                "severity": Severity.HIGH,
                "affected_row_count": 5,
                "message": f'Written "{CANARY}-message" or {NUMBER}.',
                "examples": (f"{CANARY}-example",),
                "recommendation_ids": (f"inconsistent_case:1:{number}:map_values",),
                "selector": selector,
            }
        )

    return (
        one(0, ValuesIn(column="secret", values=(f"{CANARY}-selector",))),
        one(1, Matching(column="secret", regex=CANARY)),
        one(2, OutsideRange(column="secret", lower=NUMBER, upper=NUMBER)),
        one(3, NotOfType(column="secret", data_type=DataType.DATE, null_spellings=(CANARY,))),
        one(4, ValuesIn(column="open", values=(CANARY,)), columns=("open", "secret")),
        one(5, ValuesIn(column="open", values=(CANARY,)), columns=()),
    )


def canary_recommendations() -> tuple[Recommendation, ...]:
    def one(
        number: int, operation: str, title: str = f"Map {CANARY}-title", **parameters: object
    ) -> Recommendation:
        return Recommendation(
            id=f"inconsistent_case:1:{number}:map_values",
            issue_id=f"inconsistent_case:1:{number}",
            title=title,
            rationale="Groups are split.",
            repair=RepairRecord.model_validate({"operation": operation, "parameters": parameters}),
            is_default=True,
            is_safe=True,
            verification=Verification(status=VerificationStatus.REFUSED, reason=f"{CANARY}-reason"),
        )

    return (
        one(0, "map_values", column="secret", mapping=[[f"{CANARY}-from", f"{CANARY}-to"]]),
        one(1, "unify_nulls", column="secret", spellings=["NA", f"{CANARY}-spelling"]),
        one(2, "null_outside_range", column="secret", lower=NUMBER, upper=NUMBER),
        one(
            3, "parse_dates", "Write every date plainly", column="secret", formats=["%Y-%m-%d"], target="date"
        ),
        one(4, "fill_missing", column="secret", value=CANARY),
    )


@pytest.fixture
def document() -> ProfileDocument:
    plain = flawless_document(row_count=120, names=("open", "secret"))
    deductions = tuple(
        Deduction(issue_id=issue.id, points=1.0, reason=issue.message) for issue in canary_issues()
    )
    planted = plain.model_copy(
        update={
            "columns": (plain.columns[0], canary_column()),
            "issues": canary_issues(),
            "recommendations": canary_recommendations(),
            "quality": Quality(score=94.0, dimensions=dict.fromkeys(Dimension, 94.0), deductions=deductions),
        }
    )
    return planted.model_copy(update={"insight": write_insight(planted)})


def leaks(text: str) -> bool:
    return CANARY in text.lower() or "918273" in text.replace(",", "")


def outputs(document: ProfileDocument) -> dict[str, str]:
    return {
        "json": to_json(document),
        "issues json": issues_to_json(document),
        "html": to_html(document),
        "terminal": to_terminal(document),
        "issues on the terminal": issues_to_terminal(document),
    }


@pytest.mark.parametrize("output", ["json", "issues json", "html", "terminal", "issues on the terminal"])
def test_no_output_shows_a_personal_value(document: ProfileDocument, output: str) -> None:
    assert leaks(outputs(document)[output]), "the canary must be in what is not masked"
    assert not leaks(outputs(mask(document))[output])


def test_show_pii_shows_everything(document: ProfileDocument) -> None:
    assert mask(document, show_pii=True) == document


def test_repairs_tell_why_they_matter_and_what_they_do_where_that_holds_no_value(
    document: ProfileDocument,
) -> None:
    shown = mask(document).recommendations

    assert {each.rationale for each in shown} == {"Groups are split."}
    assert shown[0].title == "Map values in “secret”"
    assert shown[3].title == "Write every date plainly"


def test_counts_and_shapes_stay(document: ProfileDocument) -> None:
    column = mask(document).columns[1]

    assert (column.null_count, column.distinct_count) == (61, 3)
    assert column.null_spellings == {"NA": 6, "": 50, "(hidden)": 5}
    assert [pattern.pattern for pattern in column.patterns] == ["999-9999"]
    assert column.text == canary_column().text
    assert [notation.count for notation in column.notations] == [9]


def test_other_columns_stay_as_they_are(document: ProfileDocument) -> None:
    assert mask(document).columns[0] is document.columns[0]


def test_a_mean_of_many_values_gives_nobody_away(document: ProfileDocument) -> None:
    many = canary_column().model_copy(update={"distinct_count": 1_000, "mean": 41.5})
    masked = mask(document.model_copy(update={"columns": (document.columns[0], many)}))

    assert masked.columns[1].mean == 41.5


def test_the_masked_document_is_still_valid(document: ProfileDocument) -> None:
    shown = mask(document)

    assert ProfileDocument.model_validate_json(to_json(shown)) == shown


def test_a_field_that_is_added_later_is_hidden_until_somebody_decides() -> None:
    planted = canary_column()
    shown = mask(flawless_document().model_copy(update={"columns": (planted,)})).columns[0]
    handled = {"null_spellings", "patterns", "notations"}

    for name, field in ColumnProfile.model_fields.items():
        if name not in HARMLESS_FIELDS | handled:
            assert getattr(shown, name) == field.get_default(call_default_factory=True), name


def test_insight_of_another_author_loses_facts_and_sentences_with_values(document: ProfileDocument) -> None:
    facts = (
        Fact(id="f1", scope="column:1", metric="longest_value", value=CANARY),
        Fact(id="f2", scope="column:1", metric="null_count", value=61, unit="rows"),
    )
    telling = Sentence(template="{{f1}}", text=CANARY, fact_ids=("f1",))
    harmless = Sentence(template="{{f2}} are empty.", text="61 rows are empty.", fact_ids=("f2",))
    insight = Insight(
        headline=telling, story=(telling, harmless), findings=(), facts=facts, provider="anthropic"
    )
    shown = mask(document.model_copy(update={"insight": insight})).insight

    assert shown is not None
    assert not leaks(shown.model_dump_json())
    assert shown.story == (harmless,)
    assert shown.facts == facts[1:]


def test_cells_of_personal_columns_are_listed_without_their_proposals(document: ProfileDocument) -> None:
    cells = [
        Cell(row=4, position=1, column="secret", kind="k", confidence=0.9, suggestion=CANARY),
        Cell(row=4, position=0, column="open", kind="k", confidence=0.9, suggestion=""),
    ]
    stream = io.StringIO()
    write_cells(mask_cells(cells, document), stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue())))

    assert [(row["position"], row["suggestion"], row["has_suggestion"]) for row in rows] == [
        ("1", "", "false"),
        ("0", "", "true"),
    ]
    assert list(mask_cells(cells, document, show_pii=True)) == cells


def test_repairs_whose_code_would_hold_values_are_named(document: ProfileDocument) -> None:
    told = {identifier.split(":")[2] for identifier in repairs_that_tell(document)}

    assert told == {"0", "1", "2", "4"}


@pytest.mark.parametrize(
    ("pattern", "regex", "expected"),
    [
        ("99999", "[0-9]{5}", True),
        ("Aaaa 999", r"\p{Lu}\p{Ll}+ \d{3}", True),
        ("a@a.a", r"[a-z]+@[a-z]+\.[a-z]+", True),
        ("99999", "10115", False),
        ("Berlin 99", r"[A-Z][a-z]+ \d{2}", False),
        ("aaa", "[xyz]{3}", False),
        ("aaa", "(anna|bert)", False),
    ],
)
def test_only_generalised_patterns_are_shown(pattern: str, regex: str, expected: bool) -> None:
    assert is_generalised(Pattern(pattern=pattern, regex=regex, count=1)) is expected


def test_messages_name_the_kind_and_the_count_only(document: ProfileDocument) -> None:
    message = json.loads(to_json(mask(document)))["issues"][0]["message"]

    assert message == (
        "Inconsistent case: 5 rows. Values are not shown because the column holds personal data."
    )


@pytest.mark.parametrize("kind", ["personal_data", "small_groups"])
def test_the_inventory_says_what_the_data_is_and_how_large_groups_are(
    document: ProfileDocument, kind: str
) -> None:
    told = canary_issues()[0].model_copy(update={"kind": kind, "message": "Personal data (email)."})
    issue = mask(document.model_copy(update={"issues": (told,)})).issues[0]

    assert issue.message == "Personal data (email)."
    assert issue.examples == ()


def test_relations_keep_names_and_counts_but_neither_formula_nor_spellings(document: ProfileDocument) -> None:
    personal = next(column.name for column in document.columns if column.is_pii)
    other = next(column.name for column in document.columns if not column.is_pii)
    secret = NearDuplicateExample(columns=(personal, other), spellings=(("Ann Lee", "ann lee"), ("a", "A")))
    harmless = NearDuplicateExample(columns=(other,), spellings=(("x", "X"),))
    silent = SimilarPair(
        kind="respelled", first=("x",), second=("y",), columns=(other,), spellings=(("x", "y"),)
    )
    telling = silent.model_copy(update={"columns": (personal,)})
    shown = mask(
        document.model_copy(
            update={
                "derived_columns": (
                    DerivedColumn(column=other, kind="linear", sources=(personal,), slope=2.0, intercept=1.0),
                    DerivedColumn(column=other, kind="linear", sources=(other,), slope=3.0, intercept=0.0),
                ),
                "near_duplicates": NearDuplicates(row_count=2, group_count=2, examples=(secret, harmless)),
                "similar_rows": SimilarRows(columns=(other,), similar_row_count=2, pairs=(telling, silent)),
            }
        )
    )
    assert [each.slope for each in shown.derived_columns] == [None, 3.0]
    assert shown.near_duplicates is not None
    assert (shown.near_duplicates.row_count, shown.near_duplicates.examples) == (2, (harmless,))
    assert shown.similar_rows is not None
    assert (shown.similar_rows.similar_row_count, shown.similar_rows.pairs) == (2, (silent,))


def test_contradictions_of_personal_columns_are_not_shown(document: ProfileDocument) -> None:
    personal = next(column.name for column in document.columns if column.is_pii)
    other = next(column.name for column in document.columns if not column.is_pii)
    value = ContradictedValue(
        given=("Ann Lee",), value="x", count=1, usual="y", usual_count=9, probability=0.9
    )
    told = Contradiction(determinant=(personal,), dependent=other, values=(value,))
    harmless = Contradiction(determinant=("colour",), dependent=other, values=(value,))

    shown = mask(document.model_copy(update={"contradictions": (told, harmless)}))

    assert shown.contradictions == (harmless,)


def test_a_masked_document_does_not_remember_the_columns_it_was_made_of(document: ProfileDocument) -> None:
    assert leaks(str(document.column("secret")))

    assert not leaks(str(mask(document).column("secret")))
