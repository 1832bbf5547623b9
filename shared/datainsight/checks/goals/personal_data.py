"""Whom the table speaks of, and how well they are hidden."""

# ruff: noqa: ARG001 - every check has the registry's signature, whatever it needs of it

from collections.abc import Iterator

from datainsight.checks.evidence import agree, filled_count, percent, plural
from datainsight.checks.registry import Finding, goal_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import TableProfile
from datainsight.models.selector import WholeColumn
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.mask_text import MaskText
from datainsight.repairs.tokenise import Tokenise

_SENSITIVE = {
    "us_ssn", "national_id", "tax_id", "passport_number", "drivers_license", "credit_card_number", "iban",
    "bank_account",
}  # fmt: skip
"""What opens other doors: numbers of states and of money."""


@goal_check(Goal.PRIVACY, Dimension.VALIDITY, harm=1.2)
def personal_data(profile: TableProfile, thresholds: Thresholds, target: str | None) -> Iterator[Finding]:
    """A column holds personal data.

    Why it matters: Whoever gets the table learns who the people are; the law (GDPR article 5, HIPAA's list
    of 18 identifiers) asks for a purpose, and for as little of it as will do.

    How it decides: The semantic type of the column, decided from values, header and neighbours, is one of
    those that name a person or open a door.

    Repair: Dropping the column, numbered tokens and masks are on offer, never done unasked; a keyed hash
    keeps joins possible.

    Source: GDPR articles 4 and 5; HIPAA, 45 CFR 164.514(b)(2).
    """
    for column in profile.columns:
        if not column.is_pii:
            continue
        meaning = (column.semantic_type or "a secret").replace("_", " ")
        advice = (
            "keep it out of copies" if column.semantic_type in _SENSITIVE else "drop it or hash it with a key"
        )
        yield Finding(
            columns=(column.name,),
            selector=WholeColumn(column=column.name),
            affected_row_count=filled_count(column, profile.dataset.row_count),
            confidence=max(column.semantic_confidence, 0.5),
            message=f"The column holds personal data ({meaning}): {advice}",
            repairs=(
                DropColumn(column=column.name),
                Tokenise(column=column.name),
                MaskText(column=column.name),
            ),
            is_repair_safe=False,
        )


@goal_check(Goal.PRIVACY, Dimension.UNIQUENESS, harm=0.9)
def small_groups(profile: TableProfile, thresholds: Thresholds, target: str | None) -> Iterator[Finding]:
    """Few or no others share what outsiders may know of a person: the table is not k-anonymous.

    Why it matters: Birth date, sex and postal code alone name most people of the United States (Sweeney
    2000); what stands in the other columns is then known of them.

    How it decides: Groups the rows by all columns that outsiders may know, and counts groups of fewer than
    `group_size`.

    Repair: None by itself: coarsen those columns (year instead of date, the first digits of postal codes),
    or leave out the rows of small groups.

    Source: Sweeney, "k-anonymity: a model for protecting privacy", IJUFKS 10(5), 2002.
    """
    known = profile.anonymity
    if known is None or known.smallest_group >= thresholds.group_size:
        return
    count = known.small_group_row_count
    yield Finding(
        columns=known.columns,
        selector=WholeColumn(column=known.columns[0]),
        affected_row_count=count,
        confidence=0.8,
        message=f"Together these columns leave groups of {known.smallest_group} (k-anonymity "
        f"{known.smallest_group}): {plural(known.unique_row_count, 'row')} "
        f"({percent(known.unique_row_count / profile.dataset.row_count)}) "
        f"{agree(known.unique_row_count, 'stands', 'stand')} alone",
    )
