"""How calls and lists are laid out: on one line where they fit, else one item a line."""

from collections.abc import Sequence

WIDTH = 110
"""Characters a line may have."""


def bracketed(head: str, items: Sequence[str], closing: str, *, indent: int, unit: int, comma: str) -> str:
    """`head(item, item)` on one line, on one inner line, or with one line an item.

    Args:
        head: Everything up to and with the opening bracket.
        items: Laid out for an indentation one unit deeper, where they have several lines.
        closing: The closing bracket.
        indent: Blanks before `head` (which is not indented here).
        unit: Blanks an inner line has more.
        comma: What follows the last item where every item has its line.
    """
    flat = f"{head}{', '.join(items)}{closing}"
    if "\n" not in flat and indent + len(flat) <= WIDTH:
        return flat
    inner = "\n" + " " * (indent + unit)
    body = ", ".join(items)
    if "\n" not in body and indent + unit + len(body) <= WIDTH and len(items) > 1 and not comma.isspace():
        return f"{head}{inner}{body}\n{' ' * indent}{closing}"
    return head + ",".join(f"{inner}{item}" for item in items) + f"{comma}\n{' ' * indent}{closing}"
