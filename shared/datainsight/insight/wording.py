"""Sentences around facts; names in braces are replaced by citations of facts.

What an issue of a kind says stands beside its check, as the paragraph "In a report" of the docstring:
`{column}` the column's name, `{rows}` affected rows with their noun, `{share}` their share, `{values}`
different values, `{spellings}` spellings of "no value", `{notations}` ways of writing. No digit may stand
there, nor here.
"""

from datainsight.models.issue import Goal

TABLE_FINDING = "{kind} concerns {rows} ({share})."
COLUMN_FINDING = "{kind} in {column} concerns {rows} ({share})."
WHOLE_COLUMN_FINDING = "{kind} in {column}."

BEFORE = {
    Goal.GENERAL_AUDIT: "before anyone relies on it",
    Goal.ML_PREPARATION: "before a model learns from it",
    Goal.ANALYTICS: "before it is analysed",
    Goal.MIGRATION: "before it moves to another system",
    Goal.PRIVACY: "before it is shared",
}
