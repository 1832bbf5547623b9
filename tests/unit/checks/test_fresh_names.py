"""New names are plain, and no other column's."""

import pytest

from datainsight.checks.fresh_names import LONGEST_NAME, fresh, plain_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Unit Price ($)", "unit_price"),
        ("Café", "cafe"),
        ("order", "column_order"),
        ("2024", "column_2024"),
        ("日本", "column"),
        ("", "column"),
        ("a" * 200, "a" * (LONGEST_NAME - 4)),
    ],
)
def test_plain_names(name: str, plain: str) -> None:
    assert plain_name(name, {"order"}) == plain


def test_a_taken_name_is_numbered_whatever_its_case() -> None:
    assert fresh("id", {"name"}) == "id"
    assert fresh("id", {"ID", "id_2"}) == "id_3"
