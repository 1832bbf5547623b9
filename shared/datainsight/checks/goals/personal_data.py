"""Whom the table speaks of, and how well they are hidden."""

# ruff: noqa: ARG001 - every check has the registry's signature, whatever it needs of it

from collections.abc import Iterator

from datainsight.checks.evidence import agree, filled_count, percent, plural
from datainsight.checks.registry import Finding, goal_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import DataType, TableProfile
from datainsight.models.selector import WholeColumn
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.mask_text import MaskText
from datainsight.repairs.tokenise import Tokenise
from datainsight.semantics.quotations import Quotations
from datainsight.semantics.quoted import personal_parts

_SENSITIVE = {
    "us_ssn", "national_id", "tax_id", "passport_number", "drivers_license", "credit_card_number", "iban",
    "bank_account",
}  # fmt: skip
"""What opens other doors: numbers of states and of money."""
_OF_PEOPLE = {"age", "birth_date", "gender", "job_title", "marital_status", "nationality"}
"""What only people have: towns with their countries are no people."""
_TEXTS = {DataType.TEXT, DataType.LIST, DataType.OBJECT}


@goal_check(Goal.PRIVACY, Dimension.VALIDITY, harm=1.2)
def personal_data(profile: TableProfile, thresholds: Thresholds, target: str | None) -> Iterator[Finding]:
    """A column holds personal data.

    In a report: {column} holds personal data in {rows} ({share}).

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


@goal_check(Goal.PRIVACY, Dimension.VALIDITY, harm=0.8)
def quoted_personal_data(
    profile: TableProfile, thresholds: Thresholds, target: str | None
) -> Iterator[Finding]:
    """Texts of a column that is not personal as a whole quote personal data.

    In a report: {column} quotes people in its texts, in an estimated {rows} ({share}).

    Why it matters: Names and addresses in a comment survive when the columns made for them are dropped or
    hashed; nobody looks for them there.

    How it decides: Looks at the texts that the profile shows of a column (its most frequent values and
    examples of its shapes) for identifiers that prove themselves (e-mail and network addresses, telephone
    numbers, numbers with check digits) and for whole values of the table's personal columns. Rows are
    estimated from the share of such texts.

    Repair: Dropping the column or masking its texts is on offer, never done unasked.

    Source: GDPR article 4(1): any information relating to an identifiable person, wherever it stands.
    """
    known = Quotations(text.lower() for text in profile.personal_values if not text.isalpha())
    for column in profile.columns:
        if column.is_pii or column.data_type not in _TEXTS:
            continue
        texts = {each.value for each in (*column.top_values, *column.type_offenders)}
        texts |= {example for pattern in column.patterns for example in pattern.examples}
        quoting = sum(bool(personal_parts(text)) or any(known.within(text)) for text in texts)
        if not quoting:
            continue
        filled = filled_count(column, profile.dataset.row_count)
        yield Finding(
            columns=(column.name,),
            selector=WholeColumn(column=column.name),
            affected_row_count=max(round(filled * quoting / len(texts)), 1),
            confidence=0.8,
            message=f"Texts of the column quote personal data: {quoting:,} of the {len(texts):,} looked at "
            f"{agree(quoting, 'holds', 'hold')} an address, a number or a name",
            repairs=(DropColumn(column=column.name), MaskText(column=column.name)),
            is_repair_safe=False,
        )


@goal_check(Goal.PRIVACY, Dimension.UNIQUENESS, harm=0.9)
def small_groups(profile: TableProfile, thresholds: Thresholds, target: str | None) -> Iterator[Finding]:
    """Few or no others share what outsiders may know of a person: the table is not k-anonymous.

    In a report: By {column}, people in {rows} ({share}) can be told apart from nearly everyone else.

    Why it matters: Birth date, sex and postal code alone name most people of the United States (Sweeney
    2000); what stands in the other columns is then known of them.

    How it decides: Where a column says that the rows are people (it is personal, or an age, a gender and the
    like), groups all rows by all columns that outsiders may know, and counts groups of fewer than
    `group_size`; of more than two million groups, a sample of whole groups.

    Repair: None by itself: coarsen those columns (year instead of date, the first digits of postal codes),
    or leave out the rows of small groups.

    Source: Sweeney, "k-anonymity: a model for protecting privacy", IJUFKS 10(5), 2002.
    """
    known = profile.anonymity
    if known is None or known.smallest_group >= thresholds.group_size:
        return
    if not any(column.is_pii or column.semantic_type in _OF_PEOPLE for column in profile.columns):
        return
    count = known.small_group_row_count
    alone = ("" if known.is_exact else "about ") + plural(known.unique_row_count, "row")
    yield Finding(
        columns=known.columns,
        selector=WholeColumn(column=known.columns[0]),
        affected_row_count=count,
        confidence=0.8,
        message=f"Together these columns leave groups of {known.smallest_group} (k-anonymity "
        f"{known.smallest_group}): {alone} ({percent(known.unique_row_count / profile.dataset.row_count)}) "
        f"{agree(known.unique_row_count, 'stands', 'stand')} alone",
    )
