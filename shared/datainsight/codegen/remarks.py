"""What the comments of scripts say."""

from collections.abc import Sequence

from datainsight.codegen.order import is_by_phase
from datainsight.codegen.plan import Step
from datainsight.codegen.quoting import comment
from datainsight.models.dataset import FileFormat
from datainsight.models.document import ProfileDocument
from datainsight.models.recommendation import VerificationStatus
from datainsight.repairs.explode_list import ExplodeList


def about_script(document: ProfileDocument, steps: Sequence[Step]) -> tuple[str, ...]:
    """What was profiled and what the script is made of, as lines without a comment sign."""
    facts = document.dataset
    size = f"{facts.row_count:,} rows, {facts.column_count:,} columns"
    repairs = "1 repair" if len(steps) == 1 else f"{len(steps)} repairs"
    made = [step.repair for step in steps]
    # Entries of lists are new texts, in which the repairs before may find something the next time.
    has_new_texts = len(made) > 1 and any(isinstance(each, ExplodeList) for each in made)
    is_settled = is_by_phase(made) and not has_new_texts
    again = " Running it again changes nothing more." if is_settled else ""
    return (
        f"Made from the profile of {comment(facts.name)}: {size}.",
        *_about_input(document),
        f"It makes {repairs}; each names the issue that it resolves.{again}",
    )


def _about_input(document: ProfileDocument) -> tuple[str, ...]:
    """How to make INPUT of a file that is no plain CSV file, so that cells are those that were profiled."""
    facts, dialect = document.dataset, document.dataset.dialect
    if facts.format == FileFormat.CSV:
        is_plain = dialect is None or (dialect.delimiter, dialect.quote, dialect.escape) == (",", '"', None)
        has_header = dialect is None or (dialect.header_row is not None and not dialect.skipped_lines)
        if is_plain and has_header and facts.encoding in (None, "utf-8"):
            return ()
        what = "no plain CSV file"
    else:
        what = f"a file in the format {facts.format}"
    return (
        f"That is {what}. Make INPUT of it first (with --sheet, if it was profiled with that):",
        "    datainsight convert FILE --output INPUT.csv",
    )


def about_step(step: Step) -> tuple[str, ...]:
    """The issue, where and how large it is, what is done about it, and what the trial showed.

    Holds no value of the data.

    Returns:
        Sentences, one for each line.
    """
    columns = ", ".join(f'"{comment(name)}"' for name in step.issue.columns[:3]) or "the table"
    more = f" and {len(step.issue.columns) - 3} more" if len(step.issue.columns) > 3 else ""
    count = step.issue.affected_row_count
    rows = "1 row" if count == 1 else f"{count:,} rows"
    kind = step.issue.kind.replace("_", " ").capitalize()
    done = step.repair.description
    return (
        f"{comment(kind)} in {columns}{more} ({rows}): {done[0].lower()}{done[1:]}.",
        *_trial(step),
    )


def _trial(step: Step) -> tuple[str, ...]:
    trial = step.recommendation.verification
    if trial.status is not VerificationStatus.VERIFIED:
        return ()
    sample = f" in the first {trial.rows_checked:,} rows" if trial.is_sample else ""
    counts = f"{trial.issue_count_before:,} before, {trial.issue_count_after:,} after"
    return (f"Tried on the data{sample}: {counts}.",)
