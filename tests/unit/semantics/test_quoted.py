"""Identifiers of people are found within texts, and what only looks like one is left alone."""

import pytest

from datainsight.semantics.model import Strength
from datainsight.semantics.quoted import personal_parts
from datainsight.semantics.vocabulary import VOCABULARY

SELDOM = {"4222222222222", "6304000000000000", "180000000000002"}
"""Numbers of cards that only a whole column of such tells from other numbers with a check digit."""
SELF_PROVING = [
    (type_.name, example)
    for type_ in VOCABULARY
    if type_.is_pii and type_.strength is Strength.PROOF
    for example in type_.examples
    if example not in SELDOM
]


def parts(text: str) -> set[str]:
    return {text[start:end] for start, end in personal_parts(text)}


@pytest.mark.parametrize(("name", "example"), SELF_PROVING)
def test_what_proves_itself_in_a_column_is_found_in_a_text(name: str, example: str) -> None:
    assert parts(f"They wrote: {example}, and left.") == {example}, name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("paid ES91 2100 0418 4502 0005 1332 paid", "ES91 2100 0418 4502 0005 1332"),
        ("refused from 192.168.0.17:8080 at", "192.168.0.17"),
        ("her ssn: 536-90-4399.", "536-90-4399"),
        ("call me on +49 30 7000111222 now", "+49 30 7000111222"),
        ("ring (212) 555-0123", "(212) 555-0123"),
        ("tel: 030 1234567", "030 1234567"),
        ("phone number is 0207 946 0958", "0207 946 0958"),
        ("身份证 11010119900307123X", "11010119900307123X"),
        ("schreiben Sie an jürgen@müller.example", "jürgen@müller.example"),
    ],
)
def test_parts_of_texts(text: str, found: str) -> None:
    assert parts(text) == {found}


@pytest.mark.parametrize(
    "text",
    [
        "paid in time",
        "on 2024-01-31 12:30:15",
        "order 1234-567890",
        "1,234,567.89 in total",
        "ISBN 978-3-16-148410-0",
        "from 12.5.2020 to 13.5.2020",
        "version v10.0.0.1 or 2.3.4",
        "550e8400-e29b-41d4-a716-446655440000",
        "card 4111 1111 1111 1112",
        "IBAN GB82 WEST 1234 5698 7654 33",
        "at 12:30:15 on",
        "1700000000",
        "0000 0000 0000 0000",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert parts(text) == set()
