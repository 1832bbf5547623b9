"""What findings say, one row per kind of issue; names in braces are replaced by citations of facts.

`{column}` the column's name, `{rows}` affected rows with their noun, `{share}` their share, `{values}`
different values, `{spellings}` spellings of "no value", `{notations}` ways of writing.
No digit may stand here.
"""

from datainsight.models.issue import Goal

FINDINGS = {
    "missing_values": "{column} has no value in {rows} ({share}); averages and joins leave those rows out.",
    "null_spellings": "{column} says “no value” in words in {rows} ({share}), which look like real values.",
    "constant_column": "{column} holds the same value everywhere, so it tells nothing apart.",
    "empty_column": "{column} holds no value at all.",
    "duplicate_rows": "{rows} ({share}) repeat an earlier row exactly, so totals count them twice.",
    "stray_whitespace": "{column} carries stray blanks in {rows} ({share}), so equal values do not match.",
    "doubled_whitespace": "{column} holds doubled blanks in {rows} ({share}), so equal values differ.",
    "invisible_characters": "{column} hides characters nobody can see in {rows} ({share}).",
    "type_violations": "{column} holds {rows} ({share}) that are not of the type of all others.",
    "numbers_as_text": "{column} holds numbers written as text in {rows} ({share}).",
    "numbers_with_units": "{column} writes its unit beside the number in different ways in {rows} ({share}).",
    "inconsistent_case": "{column} spells equal values differently in {rows} ({share}), which splits groups.",
    "mixed_date_formats": "{column} writes dates in {notations}; {rows} ({share}) differ from the usual one.",
    "outliers": "{column} has {rows} ({share}) far away from all others; they may be errors.",
    "lost_leading_zeros": "{column} seems to have lost leading zeros in {rows} ({share}).",
    "placeholder_values": "{column} holds stand-in values in {rows} ({share}) that look real in a sum.",
    "duplicate_keys": "{column} looks like a key, yet {rows} ({share}) share a value with another row.",
}
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
