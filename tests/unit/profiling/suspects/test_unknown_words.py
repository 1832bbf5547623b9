"""Words that no language knows, beside words that one knows."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.profiling.suspects.slip_kinds import Kind, kind_of
from datainsight.profiling.suspects.unknown_words import misspelled_unknown
from datainsight.semantics.lexicon import Edit

TASKS = (
    "replace the broken window", "paint the kitchen ceiling", "repair the garden fence", "clean the gutters",
    "order new equipment", "sharpen the kitchen knives", "polish the wooden table", "water the plants",
    "remove the old carpet", "install a smoke detector", "check the boiler pressure", "empty the dishwasher",
)  # fmt: skip


def found(texts: list[str], least: float = 0.5) -> dict[str, str]:
    slips = misspelled_unknown([(text, 1) for text in texts])
    return {each.text: each.usual for each in slips if each.probability >= least}


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("chekc the thermostat", "check the thermostat"),
        ("buy a new refrigertor", "buy a new refrigerator"),
        ("call the Electrrician", "call the Electrician"),
        ("FIX THE MAILBXO", "FIX THE MAILBOX"),
    ],
)
def test_a_slip_is_found_with_what_was_meant(slip: str, meant: str) -> None:
    assert found([*TASKS, slip]) == {slip: meant}


def test_right_words_are_no_slips() -> None:
    assert found([*TASKS, "trim the rosebushes", "die Fenster putzen", "hang the lamp"], least=0.2) == {}


@pytest.mark.parametrize(
    "texts",
    [
        ["kx-equipmnent-7", "https://example.org/equipmnent", "equipmnent@example.org", "equipmnent.txt"],
        ["Dwigo", "Brenlau", "Tesquil", "Morvane", "Kelthor", "Javrik", "Oustel", "Pindrow"],
        ["cafe", "resume", "senora", "uber"],
    ],
    ids=["codes and addresses", "made-up names", "accents left out"],
)
def test_what_is_no_prose_is_left_alone(texts: list[str]) -> None:
    assert found([*TASKS, *texts], least=0.3) == {}


def test_what_many_rows_hold_is_hardly_a_slip() -> None:
    tasks = [(text, 1) for text in TASKS]
    (once,) = misspelled_unknown([*tasks, ("order the equipmnent", 1)])
    (often,) = misspelled_unknown([*tasks, ("order the equipmnent", 40)])

    assert once.probability > 0.8
    assert often.probability < once.probability - 0.2


@pytest.mark.parametrize(
    ("plain", "doubtful"),
    [
        ("order the equipmnent", "order the kelthor equipmnent"),
        ("repair of equipmnent and tools", "repair of equipmnent. and tools"),
    ],
    ids=["beside a word that is unknown too", "cut short"],
)
def test_what_stands_beside_a_word_counts(plain: str, doubtful: str) -> None:
    tasks = [(text, 1) for text in TASKS]
    (clear,) = misspelled_unknown([*tasks, (plain, 1)])
    vague = [each for each in misspelled_unknown([*tasks, (doubtful, 1)]) if "equipment" in each.usual]

    assert [each for each in vague if each.probability < clear.probability] == vague != []


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("a repair occured twice", "a repair occurred twice"),
        ("ask for goverment approval", "ask for government approval"),
        ("clean the enviroment", "clean the environment"),
    ],
)
def test_slips_that_many_make_are_found_though_they_are_met(slip: str, meant: str) -> None:
    assert found([*TASKS, slip], least=0.3) == {slip: meant}


def test_rare_words_and_places_are_no_slips_of_frequent_words() -> None:
    rare = ["visit Woking", "a currant bush", "paint it cerulean", "polish the marquetry", "sow the tansy"]
    assert found([*TASKS, *rare], least=0.3) == {}


def test_among_names_a_slip_of_a_name_is_likelier() -> None:
    names = ["Hannah", "Benjamin", "Isabella", "Mitchell", "Connor", "Amber", "Claire", "Martha", "Oliver"]
    (among,) = misspelled_unknown([(text, 1) for text in [*names, "Gabirel"]])
    (elsewhere,) = misspelled_unknown([(text, 1) for text in [*TASKS, "Gabirel"]])

    assert among.usual == elsewhere.usual == "Gabriel"
    assert among.probability > elsewhere.probability


def test_few_unknown_words_make_a_slip_likelier_than_many() -> None:
    names = ["Quelvin", "Hostrand", "Marbeck", "Zillow", "Prentak", "Voskarn", "Lumbria", "Dastrel"]
    slip = "repair the gardn fence"
    alone = {
        each.text: each.probability for each in misspelled_unknown([(text, 1) for text in (*TASKS, slip)])
    }
    among = {
        each.text: each.probability
        for each in misspelled_unknown([(text, 1) for text in (*TASKS, *names, slip)])
    }

    assert alone[slip] > among[slip]


@pytest.mark.parametrize(
    ("word", "edit", "kind"),
    [
        ("recieve", Edit(3, "ie", "ei"), "swapped"),
        ("comittee", Edit(2, "", "m"), "missing_double"),
        ("goverment", Edit(5, "", "n"), "missing"),
        ("houses", Edit(5, "s", ""), "ending"),
        ("house", Edit(5, "", "s"), "ending"),
        ("villag", Edit(6, "", "e"), "ending"),
        ("househol", Edit(8, "", "d"), "missing_last"),
        ("monney", Edit(2, "n", ""), "doubled"),
        ("nonth", Edit(0, "n", "m"), "other_first"),
        ("seperate", Edit(3, "e", "a"), "vowel"),
        ("wprd", Edit(1, "p", "o"), "neighbour"),
    ],
)
def test_kinds_of_slips(word: str, edit: Edit, kind: Kind) -> None:
    assert kind_of(word, edit) == kind


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=30), st.integers(0, 999))
def test_any_texts_are_taken_and_order_does_not_matter(texts: list[str], seed: int) -> None:
    pairs = [(text, 1) for text in dict.fromkeys([*TASKS, *texts])]
    shuffled = random.Random(seed).sample(pairs, len(pairs))  # noqa: S311

    slips = misspelled_unknown(pairs)

    assert all(0.0 <= each.probability <= 1.0 and each.usual != each.text for each in slips)
    assert {(each.text, round(each.probability, 9)) for each in slips} == {
        (each.text, round(each.probability, 9)) for each in misspelled_unknown(shuffled)
    }
