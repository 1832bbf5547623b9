"""What columns mean is decided over their values, with their headers and neighbours as evidence."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.models.profile import DataType
from datainsight.semantics.decide import decide
from datainsight.semantics.model import ColumnEvidence, SemanticGuess
from datainsight.semantics.words import header_words

NAMES = ("Maria Garcia", "John Smith", "Anna Müller", "Peter Brown", "Laura Rossi")


def column(
    header: str, *values: str, data_type: DataType = DataType.TEXT, rows_a_value: int = 1
) -> ColumnEvidence:
    numbers = [float(value) for value in values] if data_type in {DataType.INTEGER, DataType.DECIMAL} else []
    return ColumnEvidence(
        header_words(header),
        data_type,
        values,
        len(values),
        len(values) * rows_a_value,
        min(numbers, default=None),
        max(numbers, default=None),
    )


def meaning(*columns: ColumnEvidence) -> list[str | None]:
    return [guess.semantic_type for guess in decide(columns)]


def test_values_alone_prove_an_address() -> None:
    (guess,) = decide([column("x1", "ada@example.com", "grace@example.org")])
    assert guess.semantic_type == "email"
    assert guess.is_pii
    assert guess.confidence > 0.9


def test_a_header_is_no_proof() -> None:
    assert decide([column("email", "red", "green", "blue")])[0].semantic_type != "email"


def test_a_header_decides_where_values_say_little() -> None:
    ages = column("age", "31", "42", "55", data_type=DataType.INTEGER)
    counts = column("x1", "31", "42", "55", data_type=DataType.INTEGER)
    assert meaning(ages, counts) == ["age", None]


def test_numbers_outside_a_range_are_not_of_the_type() -> None:
    assert meaning(column("age", "31", "4200", data_type=DataType.INTEGER)) != ["age"]


def test_people_by_their_names() -> None:
    (guess,) = decide([column("x1", *NAMES)])
    assert (guess.semantic_type, guess.is_pii) == ("person_name", True)


def test_given_and_family_names_side_by_side() -> None:
    given_names = column("x1", "James", "Maria", "Anna", "Thomas")
    family_names = column("x2", "Smith", "Garcia", "Müller", "Thomas")
    assert meaning(given_names, family_names) == ["first_name", "last_name"]


def test_degrees_side_by_side_are_a_place() -> None:
    north = column("x1", "52.5200", "48.8566", "40.4168", data_type=DataType.DECIMAL)
    east = column("x2", "113.4050", "102.3522", "103.7038", data_type=DataType.DECIMAL)
    assert meaning(north, east) == ["latitude", "longitude"]
    assert meaning(east, north) == ["longitude", "latitude"]
    assert meaning(replace(north, header="geo y"), east) == ["latitude", "longitude"]


def test_other_decimals_side_by_side_are_no_place() -> None:
    logarithm = column("x1", "1.68254", "-0.60943", "1.54750", data_type=DataType.DECIMAL)
    ratio = column("x2", "0.98254", "2.60943", "-1.54750", data_type=DataType.DECIMAL)
    assert meaning(logarithm, ratio) == [None, None]
    shares = [
        column(name, "57.39520", "62.77974", "66.38434", data_type=DataType.DECIMAL)
        for name in ("adults %", "employed %")
    ]
    assert meaning(*shares) == [None, None]


def test_short_numbers_beside_places_are_postal_codes() -> None:
    codes = column("x2", "10115", "20095", "80331", data_type=DataType.INTEGER)
    assert meaning(column("x1", "Berlin", "Hamburg", "München"), codes) == ["city", "postal_code"]
    assert meaning(codes) == [None]
    votes = replace(codes, header="votes")
    assert meaning(column("x1", "Berlin", "Hamburg", "München"), votes) == ["city", None]


def test_spans_of_years_are_no_telephone_numbers() -> None:
    assert meaning(column("x1", "1977-1989", "2000-2002", "1995–1998")) != ["phone_number"]


def test_secrets_are_personal_whatever_they_look_like() -> None:
    assert decide([column("password", "hunter2", "s3cret!x")])[0].is_pii


def test_few_words_often_repeated_are_a_category() -> None:
    assert meaning(column("x1", "zylk", "quorm", rows_a_value=20)) == ["category"]


def test_nothing_is_known_of_an_empty_column() -> None:
    assert decide([column("email")]) == (SemanticGuess(),)


@settings(max_examples=60, deadline=None)
@given(
    header=st.text(max_size=12),
    values=st.lists(st.text(min_size=1, max_size=30), max_size=12, unique=True),
    data_type=st.sampled_from([DataType.TEXT, DataType.LIST, DataType.EMPTY, DataType.BOOLEAN]),
)
def test_any_text_is_taken(header: str, values: list[str], data_type: DataType) -> None:
    (guess,) = decide([column(header, *values, data_type=data_type)])
    assert 0 <= guess.confidence <= 1
    assert (guess.semantic_type is None) == (guess.confidence == 0)


def test_addresses_by_their_shape_in_many_countries() -> None:
    values = (
        "53 Barry Mission Apt. 9, Lake Nicole, VT 63923",
        "Viale Cusano, 33 Piano 1, 20062, Groppello (MI)",
        "Brentring 684, 3407KR, Siegerswoude",
        "Goljak 9a, 24595 Donja Stubica",
        "7 Brady Club, Walkerport, L1 5LN",
    )
    (guess,) = decide([column("x1", *values)])
    assert (guess.semantic_type, guess.is_pii) == ("address", True)


def test_lists_of_goods_and_years_are_no_addresses() -> None:
    goods = column("x1", "Pack of 12, 10000 pieces", "Box of 3, 20000 pieces", "Bag of 7, 30000 pieces")
    films = column("x2", "Ten Top Films, 2004", "Best Of Jazz, 1999", "Who Is Who, 2010")
    assert "address" not in meaning(goods, films)


def test_companies_by_their_legal_form() -> None:
    values = ("Quexal S.r.l.", "Brimfort Sp. z o.o.", "ООО Заря", "Vantorp Oy", "Zelco d.o.o.")
    assert meaning(column("x1", *values)) == ["organization"]
    assert meaning(column("x1", "plan b", "vitamin c", "class a", "hall as")) != ["organization"]


def test_names_that_are_written_without_blanks() -> None:
    assert meaning(column("x1", "王小明", "李艳", "张伟", "陈建平", "刘莉")) == ["person_name"]
    assert meaning(column("x1", "红色", "蓝色", "绿色", "白色", "紫色")) != ["person_name"]


def test_one_known_word_among_three_is_no_name() -> None:
    assert meaning(column("x1", "Florence Bridjid Sossiety", "Dakota Zonal Kouncil")) != ["person_name"]
    assert meaning(column("x1", "Maria Fernanda Qwxyzt", "Ada King Lovelace")) == ["person_name"]


def test_numbers_without_check_digits_are_told_by_their_official_form_or_by_the_header() -> None:
    written = ("650-82-64614", "472-12-12642", "635-82-47247", "394-81-13583", "190-86-90043")
    plain = tuple(value.replace("-", "") for value in written)
    assert meaning(column("x1", *written)) == ["vat_number"]
    assert meaning(column("x1", *plain)) != ["vat_number"]
    assert meaning(column("company brn", *plain)) == ["vat_number"]


def test_telephone_numbers_in_the_form_of_a_national_number_stay_what_they_are() -> None:
    numbers = ("03-5253-1111", "03-3581-2361", "06-6941-0351", "03-3580-3311")
    assert meaning(column("x1", *numbers)) == ["phone_number"]


def test_people_in_scripts_without_capitals() -> None:
    arabic = column("x", "نوح المهيري", "حمزة الهاشمي", "سارة اليماني", "هدى السويدي")
    hebrew = column("x", "דוד כהן", "מיכאל לוי", "שרה מזרחי", "רחל פרץ")
    dishes = column("x", "السمك المشوي", "التمر الجديد", "القهوة العربية", "الخبز الحار")
    assert meaning(arabic, hebrew, dishes) == ["person_name", "person_name", None]


def test_months_days_and_sexes_in_many_languages() -> None:
    assert meaning(column("x", "październik", "styczeń", "maj"), column("x", "Октябрь", "Март", "Май")) == [
        "month",
        "month",
    ]
    assert meaning(column("x", "Perşembe", "Pazartesi"), column("x", "火曜日", "土曜日")) == [
        "day_of_week",
        "day_of_week",
    ]
    assert meaning(column("x", "мужской", "женский"), column("x", "男性", "女性")) == ["gender", "gender"]
