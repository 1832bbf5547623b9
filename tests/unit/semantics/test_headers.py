"""Headers in the languages of the world."""

import csv
from importlib.resources import files

import pytest

from datainsight.semantics.headers import AT_END, WHOLE, WITHIN, named_types, says_nothing
from datainsight.semantics.vocabulary import VOCABULARY
from datainsight.semantics.words import header_words

LIST = files("datainsight.semantics.dictionaries").joinpath("headers.csv")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Handynummer", "phone_number"),
        ("date_naissance", "birth_date"),
        ("Apellido paterno", "last_name"),
        ("CodicePostale", "postal_code"),
        ("Imię i nazwisko", "person_name"),
        ("Födelsedatum", "birth_date"),
        ("Rodné číslo", "national_id"),
        ("TC Kimlik No", "national_id"),
        ("Дата рождения", "birth_date"),
        ("メールアドレス", "email"),
        ("手机号码", "phone_number"),
        ("휴대폰", "phone_number"),
        ("رقم الهاتف", "phone_number"),
    ],
)
def test_a_header_is_known_in_its_language(header: str, name: str) -> None:
    assert named_types(header_words(header)).get(name) == WHOLE


def test_a_header_may_say_more_than_the_word() -> None:
    assert named_types(header_words("Kunde Geburtsort Wohnort"))["city"] == AT_END
    assert named_types(header_words("Wohnort seit"))["city"] == WITHIN
    assert named_types(header_words("勤務先電話番号"))["phone_number"] == AT_END


def test_short_words_count_only_alone() -> None:
    assert named_types("psc")["postal_code"] == WHOLE
    assert "postal_code" not in named_types("psc motor")


def test_headers_that_say_nothing_name_nothing() -> None:
    assert not named_types("column 1")
    assert not named_types("")


@pytest.mark.parametrize(
    ("name", "is_placeholder"),
    [("", True), ("column_3", True), ("V12", True), ("Unnamed: 0", True), ("x", True), ("votes", False)],
)
def test_placeholders_say_nothing(name: str, is_placeholder: bool) -> None:
    assert says_nothing(header_words(name)) is is_placeholder


def test_every_row_belongs_to_a_type_that_asks_headers() -> None:
    names = [row["type"] for row in csv.DictReader(LIST.read_text("utf-8").splitlines())]
    assert len(names) == len(set(names)) > 30
    assert set(names) <= {type_.name for type_ in VOCABULARY if type_.headers}
