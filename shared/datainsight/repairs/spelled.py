"""Texts as regular expressions of the subset that all languages share."""


def literal(text: str) -> str:
    """An expression of exactly that text."""
    return "".join(f"\\{each}" if each in r"\^$.|?*+()[]{}-" else each for each in text)


def any_case(text: str) -> str:
    """An expression of that text with the letters A to Z in either case."""
    return "".join(
        f"[{each.upper()}{each.lower()}]" if each.isascii() and each.isalpha() else literal(each)
        for each in text
    )
