"""Personal values that other columns quote are covered; what is left says the rest."""

import pytest

from datainsight.models.document import ProfileDocument
from datainsight.models.profile import ColumnProfile, DataType, NotationCount, Role, ValueCount
from datainsight.models.recommendation import Recommendation, RepairRecord
from datainsight.reporting.contracts.promises import promises_of
from datainsight.reporting.privacy import mask, repairs_that_tell
from datainsight.reporting.redaction import Redactor
from datainsight.semantics.quotations import Quotations, covered
from tests.unit.sample_document import flawless_document

KNOWN = ("12 Zebra Street", "Ada Lovelace", "Lovelace", "Reed", "王小明", "4711-0815")


def document(known: tuple[str, ...] = KNOWN, names: tuple[str, ...] = ("a",)) -> ProfileDocument:
    return flawless_document(names=names).model_copy(update={"personal_values": known})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("met ada lovelace twice", "met (hidden) twice"),
        ("lives at 12 Zebra Street, door 3", "lives at (hidden), door 3"),
        ("Lovelace Street", "(hidden) Street"),
        ("Lovelacetown", "(hidden)"),
        ("Lovelace", "Lovelace"),
        ("a reed", "a reed"),
        ("we spoke with Mrs. Reed about the last bill", "we spoke with Mrs. (hidden) about the last bill"),
        ("we cut the reed beside the lake in spring", "we cut the reed beside the lake in spring"),
        ("我见过王小明了", "我见过(hidden)了"),
        ("code 4711-0815", "code (hidden)"),
        ("code 94711-08150", "code 94711-08150"),
        ("İSTANBUL, Ada Lovelace", "İSTANBUL, (hidden)"),
        ("ada@example.org and Ada Lovelace", "(hidden) and (hidden)"),
        ("", ""),
    ],
)  # fmt: skip
def test_texts(text: str, shown: str) -> None:
    assert Redactor(document()).text(text) == shown


def test_what_quotes_nothing_is_the_same_object() -> None:
    value = ValueCount(value="nothing", count=3)
    assert Redactor(document()).shown(value) is value


def test_keys_fields_and_collections_are_searched_but_not_names_of_columns() -> None:
    redactor = Redactor(document())
    given = {"mapping": [["Ada Lovelace", "x"]], "column": "Ada Lovelace", "ask Ada Lovelace": 3}
    assert redactor.shown(given) == {
        "mapping": [["(hidden)", "x"]],
        "column": "Ada Lovelace",
        "ask (hidden)": 3,
    }


def test_a_value_that_is_part_of_a_header_stays() -> None:
    assert Redactor(document(names=("lovelace score",))).text("Lovelace Street") == "Lovelace Street"


def test_among_a_thousand_names_a_lone_word_is_chance_outside_of_prose() -> None:
    names = tuple("".join(chr(97 + int(digit)) for digit in f"{n:07}") for n in range(1001))
    redactor = Redactor(document((*names, "Lovelace")))
    assert redactor.text("Lovelace Street") == "Lovelace Street"
    assert redactor.text("we all met with Mrs. Lovelace about the bill") == (
        "we all met with Mrs. (hidden) about the bill"
    )


def test_spans_that_touch_are_covered_once() -> None:
    assert covered("abcdef ghi", [(0, 3), (2, 6), (7, 10)]) == "(hidden) (hidden)"
    assert list(Quotations(["short", "longer text"]).within("a longer text, short")) == [(2, 13)]


def test_repairs_that_name_somebody_are_withheld_those_with_a_lone_word_are_not() -> None:
    def one(number: int, spelling: str) -> Recommendation:
        return Recommendation(
            id=str(number),
            issue_id="i",
            title=f"Write {spelling}",
            rationale="",
            repair=RepairRecord(
                operation="map_values", parameters={"column": "a", "mapping": [[spelling, "x"]]}
            ),
            is_default=True,
            is_safe=True,
        )

    asked = document().model_copy(
        update={
            "recommendations": (one(0, "Lovelace Strett"), one(1, "ask Ada Lovelace"), one(2, "call a@b.de"))
        }
    )
    assert repairs_that_tell(asked) == {"1", "2"}
    assert [each.title for each in mask(asked).recommendations] == [
        "Write (hidden) Strett",
        "Write ask (hidden)",
        "Write call (hidden)",
    ]


def text_column(values: tuple[str, ...], data_type: DataType = DataType.TEXT) -> ColumnProfile:
    return ColumnProfile(
        name="a",
        position=0,
        data_type=data_type,
        role=Role.CATEGORICAL,
        null_count=0,
        distinct_count=len(values),
        top_values=tuple(ValueCount(value=value, count=10) for value in values),
        notations=(NotationCount(data_type=data_type, notation="plain", count=10, examples=values[:1]),),
        type_offenders=(ValueCount(value="ask Ada Lovelace", count=1),),
    )


def test_a_contract_promises_no_hidden_value() -> None:
    plain = flawless_document(row_count=20)
    open_table = plain.model_copy(update={"columns": (text_column(("yes", "no")),)})
    quoting = plain.model_copy(update={"columns": (text_column(("yes", "ask ada@example.org")),)})
    assert promises_of(mask(open_table)).columns[0].allowed_values == ("no", "yes")
    assert promises_of(mask(quoting)).columns[0].allowed_values == ()


def test_numbers_stay_but_what_does_not_fit_among_them_is_searched() -> None:
    column = text_column(("4111111111111111", "7"), DataType.INTEGER)
    shown = mask(document().model_copy(update={"columns": (column,)})).columns[0]
    assert shown.top_values == column.top_values
    assert [each.value for each in shown.type_offenders] == ["ask (hidden)"]


def test_nothing_personal_is_left_in_the_document_itself() -> None:
    assert mask(document()).personal_values == ()
    assert mask(document(), show_pii=True) == document()
