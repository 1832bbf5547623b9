"""Records that occur twice: found where copies were planted, and nowhere else."""

# ruff: noqa: S311 - no secret is made here

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from datainsight.models.relations import SimilarRows
from datainsight.profiling.measure import measure
from datainsight.profiling.records.likeness import are_digits_slipped, shared_words
from tests.unit.profiling.tables import TINY, Row, batch, profiled

NAMES = ("number", "name", "street", "town", "born", "phone")
SYLLABLES = ("ba", "ren", "sto", "kil", "mer", "dau", "vik", "lor", "pen", "tos", "gri", "hal")
TOWNS = ("Oslo", "Bergen", "Turku", "Malmo", "Aarhus", "Odense", "Tromso", "Uppsala", "Lund", "Vaasa")


@dataclass(frozen=True)
class Person:
    """A record as it is entered."""

    name: str
    street: str
    town: str
    born: str
    phone: str

    def row(self, number: int) -> Row:
        """Its row under a running number."""
        return (str(number), self.name, self.street, self.town, self.born, self.phone)


def word(random: Random, syllables: int) -> str:
    return "".join(random.choices(SYLLABLES, k=syllables)).capitalize()


def person(random: Random) -> Person:
    return Person(
        f"{word(random, 2)} {word(random, 3)}",
        f"{random.randint(2, 180)} {word(random, 3)} Street",
        random.choice(TOWNS),
        f"{random.randint(1930, 2005)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}",
        f"0{random.randint(100_000_000, 999_999_999)}",
    )


def swapped(text: str, place: int) -> str:
    """Two neighbouring letters in the wrong order."""
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


CHANGES: dict[str, Callable[[Person], Person]] = {
    "a letter too many": lambda each: replace(each, name=each.name[:4] + "x" + each.name[4:]),
    "an initial": lambda each: replace(each, name=f"{each.name[0]}. {each.name.split()[1]}"),
    "a short form": lambda each: replace(each, street=each.street.replace("Street", "St.")),
    "a missing number": lambda each: replace(each, phone=""),
    "a wrong digit": lambda each: replace(each, phone=each.phone[:-1] + str((int(each.phone[-1]) + 1) % 10)),
    "capitals": lambda each: replace(each, name=each.name.upper(), town=each.town.lower()),
    "two at once": lambda each: replace(
        each, born="", street=swapped(each.street, each.street.index(" ") + 3)
    ),
}


def found_in(rows: Sequence[Row], names: Sequence[str] = NAMES) -> SimilarRows:
    found = profiled(measure(batch(list(names), list(rows)))).similar_rows
    assert found is not None
    return found


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    count=st.integers(30, 150),
    changes=st.lists(st.sampled_from(sorted(CHANGES)), max_size=6),
)
@example(seed=0, count=60, changes=sorted(CHANGES))
def test_finds_the_planted_copies_and_nothing_else(seed: int, count: int, changes: list[str]) -> None:
    random = Random(seed)
    people = [person(random) for _ in range(count)]
    copies = [CHANGES[change](people[place]) for place, change in enumerate(changes)]

    found = found_in([each.row(number) for number, each in enumerate([*people, *copies], 1)])

    pairs = {frozenset((pair.first[0], pair.second[0])) for pair in found.pairs}
    assert pairs == {frozenset((str(place + 1), str(count + place + 1))) for place in range(len(copies))}
    assert (found.renumbered_row_count or 0) + (found.similar_row_count or 0) == len(copies)


def test_copies_under_another_number_are_told_from_changed_ones() -> None:
    random = Random(3)
    people = [person(random) for _ in range(40)]
    rows = [each.row(number) for number, each in enumerate([*people, people[4], people[7]], 1)]

    found = found_in(rows)

    assert (found.renumbered_row_count, found.similar_row_count) == (2, 0)
    assert {pair.kind for pair in found.pairs} == {"renumbered"}
    assert {pair.columns for pair in found.pairs} == {("number",)}


def test_people_of_one_household_are_several() -> None:
    random = Random(5)
    people = [person(random) for _ in range(60)]
    family = [
        replace(each, name=f"{word(random, 2)} {each.name.split()[1]}", born="1999-09-09") for each in people
    ]

    found = found_in([each.row(number) for number, each in enumerate([*people, *family], 1)])

    assert found.pairs == ()


def test_rows_that_differ_in_one_column_by_right_are_several() -> None:
    stations = [f"{name} {kind}" for name in TOWNS for kind in ("North Mole", "South Mole", "Old Harbour")]
    rows: list[Row] = [
        (station, f"2024-05-{day:02d}", "calm sea and light breeze", "412")
        for station in stations
        for day in range(1, 29)
    ]

    assert found_in(rows, ["station", "day", "remark", "level"]).pairs == ()


def test_rows_of_few_values_are_equal_by_chance() -> None:
    random = Random(11)
    rows: list[Row] = [
        (str(number), random.choice("SML"), random.choice(("red", "blue")), str(random.randint(1, 5)))
        for number in range(300)
    ]

    assert found_in(rows, ["id", "size", "colour", "stars"]).pairs == ()


def test_rows_without_a_name_repeat_nothing_however_much_they_agree() -> None:
    random = Random(19)
    measures = [tuple(f"{random.random():.6f}" for _ in range(6)) for _ in range(80)]
    rows: list[Row] = [(str(number), *each) for number, each in enumerate([*measures, *measures[:5]])]

    found = found_in(rows, ["number", *"abcdef"])

    assert (found.status, found.pairs) == ("not_computed", ())


def test_rows_of_a_few_kinds_repeat_nothing() -> None:
    random = Random(23)
    models = [f"{word(random, 2)} {word(random, 2)}" for _ in range(12)]
    rows: list[Row] = [
        (
            str(number),
            random.choice(models),
            f"{random.randint(10, 60) / 10}",
            random.choice(("auto", "manual")),
        )
        for number in range(240)
    ]

    assert found_in(rows, ["number", "model", "litres", "gear"]).pairs == ()


def test_exchanged_values_are_explained() -> None:
    random = Random(13)
    rows = [
        (str(number), word(random, 2), word(random, 3), *person(random).row(0)[2:]) for number in range(50)
    ]
    _, first, last, *rest = rows[8]

    found = found_in([*rows, ("99", last, first, *rest)], ["number", "first name", "last name", *NAMES[2:]])

    assert [(pair.first[0], pair.second[0]) for pair in found.pairs] in ([("8", "99")], [("99", "8")])


def test_of_a_sample_of_rows_nothing_is_said() -> None:
    random = Random(17)
    rows = [person(random).row(number) for number in range(TINY.whole_rows + 50)]

    found = profiled(measure(batch(list(NAMES), rows), TINY)).similar_rows

    assert found is not None
    assert (found.status, found.pairs) == ("not_computed", ())


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("Jon Smith", "John Smith", ("smith",)),
        ("J. Smith", "John Smith", ("smith",)),
        ("12 Mill Street", "12 Mill St", ("12", "mill")),
        ("Santa Nita", "santanita", ("santa", "nita")),
        ("Café Noir", "Cafe Noir", ("cafe", "noir")),
        ("Acme Holding", "Acme", ("acme",)),
        ("Acme North", "Acme South", None),
        ("Room 12", "Room 13", None),
        ("12 Mill Street", "13 Mill Street", None),
        ("Lincoln Elementary School", "Lincoln Middle School", None),
        ("Ann", "Ana", None),
        ("", "Ann", None),
    ],
)
def test_two_spellings_of_one_thing(first: str, second: str, shared: tuple[str, ...] | None) -> None:
    assert shared_words(first, second) == shared


def test_digits_slip_only_where_there_are_many() -> None:
    assert are_digits_slipped("555-0100", "555-0010")
    assert are_digits_slipped("1990-03-12", "1990-03-21")
    assert not are_digits_slipped("2013", "2014")
    assert not are_digits_slipped("1990-03-12", "1991-04-12")


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_symmetric_in_what_it_finds(first: str, second: str) -> None:
    one, other = shared_words(first, second), shared_words(second, first)

    assert (one is None) == (other is None)
