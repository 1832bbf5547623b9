"""What columns say about the columns beside them; all headers here tell nothing."""

import pytest

from datainsight.models.profile import DataType
from datainsight.semantics.decide import decide
from datainsight.semantics.model import ColumnEvidence
from tests.unit.semantics.test_decide import NAMES, column, meaning

EMAILS = column("x9", *(f"user{number}@example.com" for number in range(6)))


def dates(first: int, last: int) -> ColumnEvidence:
    values = tuple(f"{year}-03-05" for year in (first, (first + last) // 2, last))
    return ColumnEvidence("x1", DataType.DATE, values, 40, 60, float(first), float(last))


def numbers(*values: float, data_type: DataType = DataType.DECIMAL) -> ColumnEvidence:
    return column("x2", *map(str, values), data_type=data_type)


def test_single_words_beside_mail_addresses_are_users() -> None:
    users = column("x1", "Braxil", "quenth1956", "Zorbit", "malk_72", "Trunnel", "ofsta")
    assert meaning(users, EMAILS) == ["username", "email"]
    assert meaning(users) == [None]


def test_log_in_names_anywhere_among_people_are_users() -> None:
    users = column("x1", "asmith", "maria84", "garcia.j", "peterbrown", "kmueller", "thomas_b")
    codes = column("x1", "qxtrw", "bvkkp", "zzrtq", "wprtx", "kkqwz", "xxvbn")
    elsewhere = [column("x2", "1", "2", "3"), column("x3", "4", "5", "6"), column("x4", *NAMES)]
    assert meaning(users, *elsewhere)[0] == "username"
    assert meaning(codes, *elsewhere)[0] is None
    assert meaning(users)[0] != "username"


def test_decades_that_begin_before_computers_beside_names_are_births() -> None:
    assert meaning(column("x1", *NAMES), dates(1961, 1990))[1] == "birth_date"
    assert meaning(column("x1", *NAMES), dates(1995, 2024))[1] == "date"


def test_house_numbers_are_no_model_numbers_beside_a_place() -> None:
    streets = column("x1", "Ostre Have 7a/1", "Bogyden 12b", "Lindely 4c", "Zeleni Dol 8d")
    assert meaning(streets, column("x2", "Lyon", "Dresden", "Leeds", "Oslo"))[0] == "street_address"


def test_dates_and_ages_that_add_up_to_one_year_are_births() -> None:
    ages = numbers(20, 41, 64, data_type=DataType.INTEGER)
    guesses = decide([dates(1960, 2004), ages])
    assert [guess.semantic_type for guess in guesses] == ["birth_date", "age"]
    assert guesses[0].is_pii
    assert meaning(dates(1990, 2004), ages) == ["date", None]


def test_a_lifetime_of_dates_beside_names_are_births() -> None:
    assert meaning(column("x1", *NAMES), dates(1931, 2004))[1] == "birth_date"
    assert meaning(column("x1", *NAMES), dates(2019, 2024))[1] == "date"


@pytest.mark.parametrize(("factor", "name"), [(2.20462, "weight"), (2.54, "length"), (1.609344, "length")])
def test_numbers_beside_their_conversion_are_measures(factor: float, name: str) -> None:
    measured = (51.2, 64.9, 77.7, 83.4, 95.1)
    converted = numbers(*(round(value * factor, 1) for value in measured))
    assert meaning(numbers(*measured), converted) == [name, name]
    assert meaning(numbers(*measured), numbers(1.5, 2.5, 3.5, 4.5, 5.5)) == [None, None]


def test_words_with_house_numbers_beside_a_city_are_streets() -> None:
    streets = column("x1", "Bogyden 12", "Lindely 4", "Ostre Have 57")
    guesses = decide([streets, column("x2", "Lyon", "Dresden", "Leeds")])
    assert (guesses[0].semantic_type, guesses[0].is_pii) == ("street_address", True)


def test_levels_beside_a_city_are_no_streets() -> None:
    levels = column("x1", "Risk 1 (High)", "Risk 2 (Low)", "Risk 3 (None)")
    assert meaning(levels, column("x2", "Lyon", "Dresden", "Leeds"))[0] != "street_address"


def test_few_known_towns_beside_postal_codes_are_enough() -> None:
    towns = column("x1", "Dresden", "Quorpville", "Zemblatown", "Leeds", "Nork-on-Sea", "Little Wemble")
    codes = column("x2", "SW1A 1AA", "N1 9GU", "E1 6AN", "W1A 0AX")
    assert meaning(towns, codes) == ["city", "postal_code"]
    assert meaning(towns) == [None]


def test_codes_of_regions_beside_a_city() -> None:
    codes = column("x1", "AJ", "DU", "SH")
    assert meaning(codes, column("x2", "Lyon", "Dresden", "Leeds"))[0] == "region"
    assert meaning(codes) == [None]


def test_capitalised_words_beside_occupations_are_employers() -> None:
    jobs = column("x1", "Head Nurse", "Software Engineer", "Bus Driver", "Sales Manager", "Cook")
    firms = column("x2", "Monmaxx", "Quickbizz", "Kinley Shoos", "The Zesters", "Vork Pantry")
    assert meaning(jobs, firms) == ["job_title", "organization"]


def test_ten_digits_beside_an_address_are_a_telephone_number() -> None:
    digits = column("x2", "2125550123", data_type=DataType.INTEGER)
    assert decide([column("x1", "12 Main Street"), digits])[1].is_pii
    assert meaning(digits) == [None]


def test_words_that_recur_all_the_time_are_no_family_names() -> None:
    assert meaning(column("x1", "STEEL", "WOOD", "IRON", rows_a_value=30)) == ["category"]


def test_numbers_of_many_states_are_national() -> None:
    polish = ("44051401359", "02070803628", "90090515836", "92071314764")
    finnish = ("131052-308T", "250347-2044", "030278-113H")
    brazilian = ("390.533.447-05", "231.002.999-00")
    (guess,) = decide([column("x1", *polish, *finnish, *brazilian)])
    assert (guess.semantic_type, guess.is_pii) == ("national_id", True)


def test_slips_do_not_hide_what_most_rows_hold() -> None:
    values = ("Dresden", "Leeds", "Lyon", "Drsden", "Ledss", "Lyno", "Dredsen", "Leesd", "Lyyon")
    counts = (90, 80, 70, 1, 1, 1, 1, 1, 1)
    weighted = ColumnEvidence("x1", DataType.TEXT, values, 9, sum(counts), counts=counts)
    assert meaning(weighted) == ["city"]


def test_short_texts_with_some_given_names_beside_genders_are_names() -> None:
    genders = column("x2", "Male", "Female", rows_a_value=3)
    called = column("x1", "Maria Q. the 2nd", "wanderer", "Peter of the hill", "Qorzo", "Anna from there")
    kinds = column("x1", "wooden", "plastic", "metal", "paper", "glass")
    assert meaning(called, genders)[0] == "person_name"
    assert meaning(called)[0] is None
    assert meaning(kinds, genders)[0] is None


def test_words_of_mixed_signs_beside_users_are_secret() -> None:
    secrets = column("x1", "kuVabbol4", "Trp9qwensla", "mo2Rultapo", "Zwekk8umm", "hallu3Gribbelum")
    keys = column("x1", "0015g00A", "0015g00B", "0015g00C", "0015g00D", "0015g00E")
    assert decide([secrets, EMAILS])[0].is_pii
    assert not decide([secrets])[0].is_pii, "alone they may be anything"
    assert not decide([keys, EMAILS])[0].is_pii, "keys are of one length"


def test_ten_digits_beside_a_person_are_a_telephone_number() -> None:
    names, number = column("x2", "Ada Lovelace"), column("x1", "3345550183", data_type=DataType.INTEGER)
    assert meaning(number, names)[0] == "phone_number"
    assert meaning(number)[0] is None


def test_a_year_within_words_is_no_house() -> None:
    events = column("x1", "Harbour Rally 2021 Final Race Results", "Winter Market 2019 Opening Night Show")
    assert meaning(events, column("x2", "Lyon", "Dresden", "Leeds", "Oslo"))[0] is None


def test_words_with_numbers_among_people_are_users_and_plain_words_are_not() -> None:
    words = [
        "cooking",
        "castle",
        "harbour",
        "patient",
        "widescreen",
        "merchant",
        "village",
        "bottle",
        "market",
        "thunder",
    ]
    mails = column("mail", *(f"{word}@example.com" for word in words))
    between = column("x", *(f"{number} remarks about nothing at all" for number in range(10)))
    users = column("y", *(f"{word}_{1900 + place}" for place, word in enumerate(words)))
    codes = column("z", *(f"item_{1900 + place}" for place in range(10)))
    plain = column("w", *words)
    guesses = decide([mails, between, users, between, codes, plain])
    assert guesses[2].semantic_type == "username"
    assert guesses[2].is_pii
    assert not guesses[4].is_pii
    assert not guesses[5].is_pii


def test_dates_of_orders_beside_small_numbers_are_no_births() -> None:
    guesses = decide([dates(2008, 2019), numbers(0, 4, 11, data_type=DataType.INTEGER)])
    assert [guess.semantic_type for guess in guesses] == ["date", None]
    assert not guesses[0].is_pii
