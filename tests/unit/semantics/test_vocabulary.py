"""Every row of the vocabulary keeps its own examples, and the whole keeps the promised names."""

import re

import pytest

from datainsight.semantics.model import SemanticType, Strength
from datainsight.semantics.national_numbers import find_format
from datainsight.semantics.vocabulary import BY_NAME, VOCABULARY
from datainsight.semantics.words import dictionary, header_words, normalised

PROMISED = [
    "email",
    "phone_number",
    "person_name",
    "first_name",
    "last_name",
    "username",
    "birth_date",
    "age",
    "gender",
    "nationality",
    "marital_status",
    "job_title",
    "organization",
    "street_address",
    "address",
    "city",
    "region",
    "postal_code",
    "country",
    "country_code",
    "latitude",
    "longitude",
    "coordinates",
    "ip_address",
    "mac_address",
    "url",
    "domain_name",
    "email_domain",
    "uuid",
    "hash",
    "file_path",
    "user_agent",
    "mime_type",
    "us_ssn",
    "national_id",
    "passport_number",
    "tax_id",
    "vat_number",
    "drivers_license",
    "credit_card_number",
    "iban",
    "bic",
    "bank_account",
    "isbn",
    "issn",
    "ean",
    "doi",
    "orcid",
    "vin",
    "license_plate",
    "imei",
    "isin",
    "lei",
    "date",
    "datetime",
    "time",
    "year",
    "month",
    "day_of_week",
    "duration",
    "unix_timestamp",
    "money",
    "currency",
    "currency_code",
    "percentage",
    "unit_of_measurement",
    "weight",
    "length",
    "temperature",
    "boolean",
    "color",
    "language",
    "language_code",
    "locale",
    "timezone",
    "product_name",
    "brand",
    "category",
    "description",
    "review_text",
    "identifier",
    "blood_type",
    "medical_code",
]

PERSONAL = [
    "email",
    "phone_number",
    "person_name",
    "first_name",
    "last_name",
    "username",
    "birth_date",
    "street_address",
    "address",
    "ip_address",
    "us_ssn",
    "national_id",
    "passport_number",
    "tax_id",
    "drivers_license",
    "credit_card_number",
    "iban",
    "bank_account",
    "imei",
    "license_plate",
]


def named(type_: SemanticType) -> str:
    return f"{type_.name}-{type_.strength.value}"


def test_the_promised_types_are_there() -> None:
    assert set(PROMISED) <= set(BY_NAME)


@pytest.mark.parametrize("name", PERSONAL)
def test_personal_types_are_personal_in_every_row(name: str) -> None:
    assert all(each.is_pii for each in VOCABULARY if each.name == name)


@pytest.mark.parametrize("type_", VOCABULARY, ids=named)
def test_examples_fit_and_counter_examples_do_not(type_: SemanticType) -> None:
    assert type_.examples
    assert [value for value in type_.examples if not type_.fits(value)] == []
    assert [value for value in type_.counter_examples if type_.fits(value)] == []


@pytest.mark.parametrize("type_", VOCABULARY, ids=named)
def test_a_type_that_values_do_not_prove_has_header_words(type_: SemanticType) -> None:
    if type_.strength is Strength.HINT:
        assert type_.headers
    if type_.headers:
        assert re.compile(type_.headers).groups == 0, "groups would change what the header regex means"


@pytest.mark.parametrize("type_", VOCABULARY, ids=named)
def test_word_lists_exist_and_are_normalised(type_: SemanticType) -> None:
    for name in type_.words:
        words = dictionary(name)
        assert words
        assert all(normalised(word) == word for word in list(words)[:500])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("BillingZipCode2", "billing zip code 2"),
        ("E-Mail", "e mail"),
        ("Größe", "große"),
        ("HTTPUrl", "http url"),
    ],
)
def test_headers_become_words(name: str, words: str) -> None:
    assert header_words(name) == normalised(words)


def test_a_header_counts_most_where_it_is_the_name() -> None:
    email = BY_NAME["email"]
    scores = [email.header_score(text) for text in ("email", "billing email", "email sent on", "female")]
    assert scores == [1.0, 0.9, 0.6, 0.0]


def test_national_numbers_are_told_by_their_check_digits() -> None:
    polish = ("44051401359", "02070803628", "90090515836", "92071314764", "81100216357", "80072909146")
    found = find_format(polish)
    assert found is not None
    assert (found.format.module, found.format.kind, found.is_proven) == ("pl.pesel", "national_id", True)


def test_a_check_digit_is_told_from_the_digits_of_the_column_where_others_are_free() -> None:
    """The last three digits of a Slovenian number of a firm are its branch: any will do."""
    firms = ("9303642024", "4056086023", "6427928029", "2152738002", "8508941018", "2205190005", "3203093005",
             "9654275018", "0088951004", "3151182038", "6050948024", "8786798003")  # fmt: skip
    found = find_format(firms)
    assert found is not None
    assert (found.format.module, found.is_proven) == ("si.maticna", True)
    branches = find_format([f"9303642{branch:03}" for branch in range(40)])
    assert branches is None or not branches.is_proven


def test_running_numbers_are_no_national_numbers() -> None:
    found = find_format([str(44051401300 + step) for step in range(60)])
    assert found is None or not found.is_proven
