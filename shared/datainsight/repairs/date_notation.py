r"""ISO dates written in another notation, as a chain of replacements that all languages make alike.

A notation is a `strftime` format whose marks are blanks and the usual signs; `%-d`, `%-m` and `%-H` are
written without a leading zero. Halves of the day, zones, fractions of a second and years of two digits cannot
be written.
"""

import re
from itertools import product

from datainsight.repairs.date_shapes import EXCESS_ZERO, Target, shapes_of, tokens_of
from datainsight.repairs.date_words import HALVES, MONTHS, Words

Rewrites = tuple[tuple[str, str], ...]

MARKS = frozenset(" /.,-:_'T")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
NAME_LENGTHS = {"%b": 3, "%B": None}
TWO = "([0-9]{2})"
PLACES = {
    "Y": ("%Y",), "m": ("%m", "%-m", "%b", "%B"), "d": ("%d", "%-d"), "H": ("%H", "%-H"), "M": ("%M",),
    "S": ("%S",),
}  # fmt: skip
"""The parts of an ISO text in their order, and the directives that write them."""
READ_AS = {"%Y": "([0-9]{4})"} | dict.fromkeys(("%-m", "%-d", "%-H"), "0?([0-9]+)")


def words_of(formats: tuple[str, ...]) -> Words:
    """Names to replace by numbers before a shape is looked for; none where no format has any."""
    tokens = {token for each in formats for token in tokens_of(each)}
    return (MONTHS if "%b" in tokens else ()) + (HALVES if "%p" in tokens else ())


def rewrites_of(notation: str, target: Target) -> Rewrites | None:
    """What is replaced in an ISO text, in order; texts that the first pattern does not fit cannot be written.

    Returns:
        None where the notation does not say the whole of such a text (or more than it), or has other marks.
    """
    tokens = re.findall("%-?[A-Za-z%]|[^%]|%", notation, re.DOTALL)
    parts = "YmdHMS" if target == "datetime" else "Ymd"
    used = {part: [token for token in tokens if token in PLACES[part]] for part in parts}
    if target == "datetime" and not used["S"]:
        parts = "YmdHM"
    known = {token for part in parts for token in PLACES[part]}
    if any(len(used[part]) != 1 for part in parts) or any(each not in known | MARKS for each in tokens):
        return None
    chosen = {part: used[part][0] for part in parts}
    pieces = [READ_AS.get(chosen[part], TWO) for part in parts]
    pattern = f"^{'-'.join(pieces[:3])}"
    if target == "datetime":
        pattern += f"T{':'.join(pieces[3:])}{'' if 'S' in chosen else ':00'}"
    place = {token: f"\\{parts.index(part) + 1}" for part, token in chosen.items()}
    month = chosen["m"]
    if month not in NAME_LENGTHS:
        return ((f"{pattern}$", "".join(place.get(each, each) for each in tokens)),)
    place[month] = f"<{place[month]}>"
    names = ((f"<{number:02}>", name[: NAME_LENGTHS[month]]) for number, name in enumerate(MONTH_NAMES, 1))
    return ((f"{pattern}$", "".join(place.get(each, each) for each in tokens)), *names)


def notation_like(usual: str, examples: tuple[str, ...], target: Target) -> str | None:
    """The notation in which every example comes out as it stands, among those that a format may mean.

    Args:
        usual: A `strptime` format, which reads "5/1/2024" and "05/01/2024" alike.
        examples: Texts in that format.
        target: What they are.
    """
    if not examples or re.search("%[A-Za-z]%", usual):
        return None  # where digits stand side by side each number has two of them, which few people read
    plain = re.sub("%-", "%", usual.replace("%e", "%d"))
    for day, month, hour in product(("%d", "%-d"), ("%m", "%-m"), ("%H", "%-H")):
        notation = plain.replace("%d", day).replace("%m", month).replace("%H", hour)
        rewrites = rewrites_of(notation, target)
        if rewrites and all(_written(_iso(each, usual, target), rewrites) == each for each in examples):
            return notation
    return None


def _iso(text: str, date_format: str, target: Target) -> str:
    for word, number in words_of((date_format,)):
        text = re.sub(word, number, text)
    for shape, template in shapes_of(date_format, target):
        match = re.search(shape, text)
        if match:
            return re.sub(*EXCESS_ZERO, match.expand(template))
    return ""


def _written(iso: str, rewrites: Rewrites) -> str:
    for pattern, template in rewrites:
        iso = re.sub(pattern, template, iso)
    return iso
