"""Repairs that are not the first choice of their check, but on offer, and hold when they are tried."""

from typing import Any

import pytest

from datainsight.codegen.verify import verify
from datainsight.models.recommendation import VerificationStatus
from datainsight.recommending.assess import assess
from tests.unit.checks.tables import batch, frame, profile

KEYS: list[Any] = [{"range": [1, 198]}, "17", "18"]
SIZES: list[Any] = [[str(20 + number), 3] for number in range(30)]

OFFERS: list[tuple[str, str, dict[str, list[Any]]]] = [
    (
        "duplicate_keys",
        "keep_newest_per_key",
        {
            "order_id": KEYS,
            "updated_at": [{"dates": ["2024-01-01", 200]}],
            "created": [{"dates": ["2023-01-01", 200]}],
        },
    ),
    (
        "values_out_of_order",
        "drop_rows_out_of_order",
        {
            "start": [{"dates": ["2024-01-01", 50]}],
            "end": [{"dates": ["2024-01-08", 49]}, "2024-01-02"],
        },
    ),
    ("outliers", "null_negative", {"level": [*SIZES, "-900"]}),
    ("inconsistent_case", "change_case", {"unit": [["kg", 40], ["lb", 30], ["Lb", 2], ["g", 20]]}),
    (
        "joined_values",
        "explode_list",
        {
            "id": [{"range": [1, 40]}],
            "tags": [["red; blue", 12], ["blue; green; red", 12], ["green; red", 8], ["white; black", 8]],
        },
    ),
    (
        "type_violations",
        "null_invalid",
        {"age": [{"range": [1, 900]}, *(f"about {number} {chr(97 + number % 26)}" for number in range(30))]},
    ),
]


@pytest.mark.parametrize(
    ("kind", "operation", "table"), OFFERS, ids=[operation for _, operation, _ in OFFERS]
)
def test_is_on_offer_and_holds(kind: str, operation: str, table: dict[str, list[Any]]) -> None:
    text = frame(table)
    document = verify(assess(profile(text)), lambda: [batch(text)])
    issues = {issue.id for issue in document.issues if issue.kind == kind}
    (offered,) = (
        each
        for each in document.recommendations
        if each.repair.operation == operation and each.issue_id in issues
    )
    assert offered.verification.status is VerificationStatus.VERIFIED, offered.verification
    assert not offered.is_default


@pytest.mark.parametrize(
    ("operation", "table"),
    [
        ("keep_newest_per_key", {"order_id": KEYS, "town": [["Rome", 200]]}),
        (
            "keep_newest_per_key",
            {
                "order_id": KEYS,
                "paid": [{"dates": ["2024-01-01", 200]}],
                "sent": [{"dates": ["2024-03-01", 200]}],
            },
        ),
        ("null_negative", {"level": [*SIZES, "-900", "9000"]}),
        ("change_case", {"town": [["Rome", 40], ["Oslo", 30], ["OSLO", 2]]}),
    ],
)
def test_is_not_on_offer_where_nothing_speaks_for_it(operation: str, table: dict[str, list[Any]]) -> None:
    document = assess(profile(frame(table)))
    assert operation not in {each.repair.operation for each in document.recommendations}
