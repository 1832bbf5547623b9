"""Makes a table's profile of its measurement. Nothing here looks at a cell again."""

from datainsight.models.dataset import LineProblem, SourceDescription
from datainsight.models.profile import NUMBERS, ColumnProfile, DatasetFacts, DataType, Role, TableProfile
from datainsight.profiling import distinct, extremes, shown
from datainsight.profiling.column import ColumnPartial
from datainsight.profiling.counted import Counts
from datainsight.profiling.entropy import entropy
from datainsight.profiling.magnitudes import moments_of, spread_of
from datainsight.profiling.meaning import interpreted
from datainsight.profiling.members import Resolved
from datainsight.profiling.moments import Moments
from datainsight.profiling.ordered import INSTANTS, monotonicity, ordered_facts
from datainsight.profiling.partial import Partial
from datainsight.profiling.patterns import find_patterns
from datainsight.profiling.personal_values import personal_values
from datainsight.profiling.quantities import find_quantity
from datainsight.profiling.relations.relate import DEFAULT_LONGEST, relate
from datainsight.profiling.resolve import TYPE_SHARE, resolve
from datainsight.profiling.roles import ColumnFacts, role_of
from datainsight.profiling.sample import SampledColumn
from datainsight.profiling.suspects.find import suspect_values
from datainsight.profiling.suspects.spelled_out import contradictions
from datainsight.profiling.text_facts import text_facts
from datainsight.profiling.values import Values, values_of
from datainsight.profiling.writing import writing_facts

_FOLLOWED = NUMBERS | INSTANTS
_WORDS = {DataType.TEXT, DataType.BOOLEAN}
_STRUCTURED = ((DataType.LIST, "[", "]"), (DataType.OBJECT, "{", "}"))
_TEXTS = {DataType.TEXT, DataType.LIST, DataType.OBJECT}
_SHEETS_SHOWN = 100


def conclude(
    partial: Partial, description: SourceDescription, longest_determinant: int = DEFAULT_LONGEST
) -> TableProfile:
    """The profile of a table.

    Args:
        partial: The measurement of all its rows.
        description: How it was read.
        longest_determinant: Most columns in a key or on the left side of a dependency.
    """
    limit = partial.limits.distinct
    row_counts = partial.rows.count_of(partial.sample.rows)
    concluded = [
        _column(name, position, measured, sampled, row_counts=row_counts, limit=limit)
        for position, (name, measured, sampled) in enumerate(
            zip(partial.columns, partial.measured, partial.sample.columns, strict=True)
        )
    ]
    columns = interpreted((profile, values.shown) for profile, _, values in concluded)
    columns = _declared(columns, description)
    relations = relate(
        partial, columns, [resolved for _, resolved, _ in concluded], row_counts, longest_determinant
    )
    rows = distinct.count(partial.rows, limit, partial.row_count)
    return TableProfile(
        dataset=DatasetFacts(
            name=description.name,
            format=description.origin or description.format,
            size_bytes=description.size_bytes,
            encoding=description.encoding,
            dialect=None if description.origin else description.dialect,
            sheet=description.sheet or description.member,
            sheets=description.sheets[:_SHEETS_SHOWN],
            assumptions=description.assumptions,
            row_count=partial.row_count,
            column_count=len(columns),
            duplicate_row_count=max(partial.row_count - rows.count, 0),
            missing_cell_count=sum(column.null_count for column in columns),
            fingerprint=description.fingerprint,
            is_exact=rows.is_exact,
            relative_error=rows.relative_error,
            line_problem_count=partial.problem_count,
            line_problems=_in_file(partial.problems, description),
        ),
        columns=columns,
        correlations=relations.correlations,
        keys=relations.keys,
        dependencies=relations.dependencies,
        relation_search=relations.relation_search,
        missing_together=relations.missing_together,
        derived_columns=relations.derived_columns,
        near_duplicates=relations.near_duplicates,
        similar_rows=relations.similar_rows,
        contradictions=(*contradictions(partial, columns), *relations.between_columns),
        references=description.references,
        anonymity=relations.anonymity,
        personal_values=personal_values(columns, [values for _, _, values in concluded]),
    )


def _declared(
    columns: tuple[ColumnProfile, ...], description: SourceDescription
) -> tuple[ColumnProfile, ...]:
    """The columns with what their database says about them."""
    if not description.fields:
        return columns
    return tuple(
        column.model_copy(update={"declared_type": said.declared_type, "presence": said.presence})
        for column, said in zip(columns, description.fields, strict=True)
    )


def _in_file(problems: tuple[LineProblem, ...], description: SourceDescription) -> tuple[LineProblem, ...]:
    """Problems with lines counted from the beginning of the file."""
    before = description.lines_before_data
    return tuple(each.model_copy(update={"line": each.line + before}) for each in problems)


def _column(
    name: str,
    position: int,
    measured: ColumnPartial,
    sampled: SampledColumn,
    *,
    row_counts: Counts,
    limit: int,
) -> tuple[ColumnProfile, Resolved, Values]:
    """What is known of a column, how its type was found, and its values."""
    values = values_of(measured, sampled, row_counts, limit, name)
    resolved = _structured(resolve(values.notations, values.count, name), values)
    spread = spread_of(resolved, sampled, row_counts)
    moments = moments_of(resolved)
    data_type = resolved.data_type
    role = _role(name, resolved, values, moments)
    smallest, largest = extremes.ends(spread, moments, data_type)
    profile = ColumnProfile(
        name=name,
        position=position,
        data_type=data_type,
        role=role,
        null_count=sum(values.null_spellings.values()),
        null_spellings=values.null_spellings,
        distinct_count=values.distinct.count,
        is_exact=values.distinct.is_exact,
        relative_error=values.distinct.relative_error,
        sampling_error=values.error if data_type in _TEXTS else spread.error if spread else 0.0,
        **ordered_facts(resolved, role, moments, spread, values.typical_pairs),
        top_values=shown.value_counts(values.shown, shown.TOP),
        patterns=find_patterns(values.typical.texts, values.typical.counted.counts(), values.scale)
        if data_type is DataType.TEXT
        else (),
        text=text_facts(measured, values, is_text=data_type in _TEXTS),
        type_share=resolved.count / values.count if values.count else 1.0,
        notations=shown.notation_counts(resolved),
        type_offenders=shown.offenders(resolved, measured, frozenset(values.null_spellings)),
        case_variants=shown.case_variants(values, measured.layout) if data_type in _WORDS else (),
        repeated_values=shown.repeated_values(measured, values),
        is_day_first=resolved.is_day_first if data_type in INSTANTS else None,
        digit_widths=extremes.digit_widths(values.notations, values.typical_pairs),
        smallest_values=smallest,
        largest_values=largest,
        type_counts=shown.type_counts(values.notations),
        entropy=entropy(measured.hashes, values),
        suspects=suspect_values(values, data_type, resolved.count / values.count if values.count else 1.0),
        monotonicity=monotonicity(resolved, measured) if data_type in _FOLLOWED else None,
        **(writing_facts(values) if data_type is DataType.TEXT else {}),
        quantity=find_quantity(values, has_units=role is Role.QUANTITY)
        if data_type is DataType.TEXT
        else None,
    )
    return profile, resolved, values


def _structured(resolved: Resolved, values: Values) -> Resolved:
    """Text that is JSON arrays or objects throughout."""
    if resolved.data_type is not DataType.TEXT or not values.shown:
        return resolved
    texts = [text.strip() for text, _ in values.shown]
    for data_type, opening, closing in _STRUCTURED:
        fitting = sum(text.startswith(opening) and text.endswith(closing) for text in texts)
        if fitting >= TYPE_SHARE * len(texts):
            return Resolved(data_type, resolved.count)
    return resolved


def _role(name: str, resolved: Resolved, values: Values, moments: Moments | None) -> Role:
    marked = sum(member.partial.count for member in resolved.members if member.shown != "plain")
    nulls = sum(values.null_spellings.values())
    is_number = resolved.data_type in NUMBERS and moments is not None
    return role_of(
        ColumnFacts(
            name=name,
            data_type=resolved.data_type,
            value_count=values.count,
            distinct_count=values.distinct.count,
            minimum=float(moments.minimum) if is_number and moments else None,
            maximum=float(moments.maximum) if is_number and moments else None,
            marked_share=marked / max(resolved.count, 1),
            texts=[text for text, _ in values.shown],
            missing_share=nulls / (nulls + values.count) if nulls else float(not values.count),
        )
    )
