"""Groups of regular expressions where an engine has only such that capture."""

import re


def capturing(pattern: str, template: str = "") -> tuple[str, str]:
    """The pattern with every `(?:` as `(`, and the template with the numbers that its groups have then.

    Args:
        pattern: An expression of the common subset (`repairs.base.Repair.patterns`).
        template: What takes the place of a match.
    """
    places: list[int] = []
    spelled: list[str] = []
    total, index, in_class = 0, 0, False
    while index < len(pattern):
        each = pattern[index]
        step = 1
        if each == "\\":
            step = 2
        elif each in "[]":
            in_class = each == "["
        elif each == "(" and not in_class:
            total += 1
            if pattern.startswith("(?:", index):
                each, step = "(", 3
            else:
                places.append(total)
        spelled.append(pattern[index : index + 2] if each == "\\" else each)
        index += step
    return "".join(spelled), re.sub(r"\\([0-9])", lambda found: f"\\{places[int(found[1]) - 1]}", template)
