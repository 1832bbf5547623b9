"""What a contract promises is run against the data: broken rules go, bounds that halves dispute move."""

from collections.abc import Sequence

import polars as pl
import pytest

from datainsight.models.profile import DataType
from datainsight.reporting.contracts import CONTRACTS, write_contract
from datainsight.reporting.contracts.promises import ColumnPromise, Promises
from datainsight.services.check_promises import checked


def promise(name: str, **rules: object) -> ColumnPromise:
    fields = {"name": name, "data_type": DataType.TEXT, "is_required": False, "is_unique": False} | rules
    return ColumnPromise.model_validate(fields)


def run(
    cells: Sequence[str | None], each: ColumnPromise, *, size: int = 3
) -> tuple[ColumnPromise, tuple[str, ...]]:
    """The promise afterwards, and the remarks."""
    table = pl.DataFrame({each.name: cells}, schema={each.name: pl.String})
    frames = [table[start : start + size] for start in range(0, max(1, table.height), size)]
    made, remarks = checked(Promises(name="t", columns=(each,)), frames)
    return made.columns[0], remarks


@pytest.mark.parametrize(
    ("cells", "rules", "remark"),
    [
        (["a", None, "b"], {"is_required": True}, "required of x; 1 row would"),
        (["a", "b", None, "c", "a", None], {"is_unique": True}, "unique of x; 1 row would"),
        (["abc", "ab"], {"maximum_length": 2}, "maximum length of x; 1 row would"),
        (["a", "b", "c", "a"], {"allowed_values": ("a", "b")}, "allowed values of x; 1 row would"),
        (["1", "2.5"], {"data_type": DataType.INTEGER}, "data type of x; 1 row would"),
        (["2024-02-30", None], {"data_type": DataType.DATE}, "data type of x; 1 row would"),
        (["1", "5", "9"], {"data_type": DataType.DECIMAL, "minimum": 2, "maximum": 9}, "minimum of x; 1 row"),
        (["1", "5", "9"], {"data_type": DataType.DECIMAL, "minimum": 1, "maximum": 8}, "maximum of x; 1 row"),
    ],
)
def test_what_rows_break_is_not_promised(
    cells: list[str | None], rules: dict[str, object], remark: str
) -> None:
    made, remarks = run(cells, promise("x", **rules))
    assert len(remarks) == 1
    assert remark in remarks[0]
    kept = rules["data_type"] if "minimum" in rules else DataType.TEXT
    assert made == promise("x", data_type=kept)  # nothing else is left of it


def test_bounds_move_outwards_by_what_the_halves_differ() -> None:
    numbers = [str(number) for number in range(-100, 101)]
    made, remarks = run(numbers, promise("x", data_type=DataType.INTEGER, minimum=-100, maximum=100))
    assert made.minimum is not None
    assert made.maximum is not None
    assert -110 < made.minimum <= -100 < 100 <= made.maximum < 110
    assert (made.minimum, made.maximum) != (-100, 100)
    assert remarks == ()
    cells = ["0.5", "1", "99", "100"] * 50
    made, _ = run(cells, promise("x", data_type=DataType.DECIMAL, minimum=0.5, maximum=100))
    assert (made.minimum, made.maximum) == (0.5, 100)  # both halves know the ends
    made, _ = run(["0", *numbers[101:]], promise("x", data_type=DataType.INTEGER, minimum=0, maximum=100))
    assert made.minimum == 0  # what is never negative stays so


def test_bounds_and_lists_that_one_half_does_not_know_are_not_promised() -> None:
    numbers = ["1", "2"] * 10 + ["1", "1000"]
    made, _ = run(numbers, promise("x", data_type=DataType.INTEGER, minimum=1, maximum=1000))
    assert (made.minimum, made.maximum) == (None, None)
    made, _ = run(["a", "b", "b", "a"] * 3 + ["c"], promise("x", allowed_values=("a", "b", "c")))
    assert made.allowed_values == ()
    made, _ = run(["a", "b", "b", "a"] * 9, promise("x", allowed_values=("a", "b")))
    assert made.allowed_values == ("a", "b")
    made, _ = run(["ab"] * 8 + ["abc"], promise("x", maximum_length=3))
    assert made.maximum_length == 4


def test_a_key_that_rows_share_is_not_promised() -> None:
    columns = (promise("a", is_required=True), promise("b", is_required=True))
    table = pl.DataFrame({"a": ["1", "1", "2"], "b": ["x", "y", "x"]})
    promises = Promises(name="t", columns=columns, key=("a", "b"))
    assert checked(promises, [table]) == (promises, ())
    made, remarks = checked(promises, [table, table[:1]])
    assert (made.key, remarks) == ((), ("Not promised: the key; 1 row would break it.",))


def test_numbers_that_are_written_in_two_ways_are_one_value() -> None:
    made, remarks = run(
        ["1", "2", "-0", "1.0", "0"], promise("x", data_type=DataType.DECIMAL, is_unique=True)
    )
    assert not made.is_unique
    assert remarks == ("Not promised: unique of x; 2 rows would break it.",)

    columns = (promise("a", data_type=DataType.DECIMAL, is_required=True), promise("b", is_required=True))
    table = pl.DataFrame({"a": ["1", "1.0"], "b": ["x", "x"]})
    made_of_both, _ = checked(Promises(name="t", columns=columns, key=("a", "b")), [table])
    assert made_of_both.key == ()


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_format_says_what_is_not_promised(name: str) -> None:
    promises = Promises(name="t", columns=(promise("x"),))
    contract = write_contract(promises, name, ["Not promised: the key; 1 row would break it."])
    assert "Not promised: the key" in contract
