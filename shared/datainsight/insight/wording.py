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
    "misspellings": "{column} misspells its values in {rows} ({share}), so they fall out of their groups.",
    "possible_misspellings": "{column} holds {rows} ({share}) that look misspelled.",
    "contradictions": "{column} contradicts other columns in {rows} ({share}): rows alike say otherwise.",
    "possible_contradictions": "{column} disagrees with rows that are otherwise alike in {rows} ({share}).",
    "misplaced_parts": "{column} ends in {rows} ({share}) with what an empty column should say.",
    "values_elsewhere": "{column} is empty in {rows} ({share}) whose value stands in another column.",
    "quantities_with_remarks": "{column} adds remarks to its quantities in {rows} ({share}).",
    "truncated_texts": "{column} holds {rows} ({share}) that were cut off where their field ended.",
    "values_out_of_order": "{column} are in the wrong order in {rows} ({share}): ends before starts.",
    "impossible_values": "{column} holds {rows} ({share}) that cannot be.",
    "far_dates": "{column} holds {rows} ({share}) that lie far outside the time of all others.",
    "mixed_units": "{column} is measured in another unit in {rows} ({share}).",
    "swapped_values": "{column} have exchanged their values in {rows} ({share}).",
    "outliers_in_group": "{column} has {rows} ({share}) that are far from all others of their group.",
    "numbers_off_pattern": "{column} has {rows} ({share}) that do not follow from the numbers beside them.",
    "broken_value_rules": "{column} says in {rows} ({share}) what hardly ever goes with the value beside it.",
    "broken_references": "{column} refers in {rows} ({share}) to what does not exist.",
    "stray_marks": "{column} carries brackets, quotes or separators around its values in {rows} ({share}).",
    "odd_shapes": "{column} holds {rows} ({share}) that are built otherwise than all its other values.",
    "far_numbers": "{column} has {rows} ({share}) beyond a wide gap from all other numbers.",
    "copied_values": "{column} repeats values in {rows} ({share}), though hardly any should occur twice.",
    "arithmetic_residues": "{column} shows residues of binary arithmetic in {rows} ({share}).",
    "lost_leading_zeros": "{column} seems to have lost leading zeros in {rows} ({share}).",
    "placeholder_values": "{column} holds stand-in values in {rows} ({share}) that look real in a sum.",
    "duplicate_keys": "{column} looks like a key, yet {rows} ({share}) share a value with another row.",
    "interrupted_series": "{column} runs at a steady pace but skips steps in {rows}, which a chart hides.",
    "periods_as_columns": "{column} are periods side by side; charts and sums want them below each other.",
    "identifier_feature": "{column} tells every row apart, so a model can only learn it by heart.",
    "high_cardinality": "{column} has {values}, most of them too rare to learn from.",
    "skewed_feature": "{column} crowds at one end of its range, so a few rows outweigh all others.",
    "collinear_features": "{column} follows from other columns, so a model cannot tell what matters.",
    "nearly_constant_feature": "{column} holds one value nearly everywhere, so there is little to learn.",
    "no_key": "No column, nor a few together, tell the rows apart; another system cannot find them again.",
    "text_overflow": "{column} is longer in {rows} ({share}) than the column type that fits all others.",
    "number_overflow": "{column} holds {rows} ({share}) too large for the column type that fits all others.",
    "unfit_column_name": "{column} has a name that other systems would refuse, cut off or confuse.",
    "personal_data": "{column} holds personal data in {rows} ({share}).",
    "quoted_personal_data": "{column} quotes people in its texts, in an estimated {rows} ({share}).",
    "small_groups": "By {column}, people in {rows} ({share}) can be told apart from nearly everyone else.",
    "target_leakage": "{column} gives away what is to be predicted; a model would look better than it is.",
    "class_imbalance": "{column} has a class with only {rows} ({share}), which a model may simply ignore.",
    "missing_target": "{column} is to be predicted, yet it is empty in {rows} ({share}).",
    "garbled_text": "{column} was read in the wrong encoding in {rows} ({share}), which everybody sees.",
    "email_notations": "{column} dresses e-mail addresses up in {rows} ({share}), so equal ones differ.",
    "url_notations": "{column} writes web addresses in different ways in {rows} ({share}).",
    "phone_notations": "{column} writes telephone numbers in different ways in {rows} ({share}).",
    "mixed_booleans": "{column} spells yes and no in other ways in {rows} ({share}), which splits groups.",
    "joined_values": "{column} holds several things in each cell, so none can be counted by itself.",
    "broken_foreign_keys": "{column} refers to rows that do not exist in {rows} ({share}); joins lose them.",
    "near_duplicate_rows": "{rows} ({share}) repeat others but for case, blanks or punctuation.",
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
