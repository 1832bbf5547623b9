"""Column names that can be used: none empty, none twice."""

from collections.abc import Sequence


def unique_names(header: Sequence[str] | None, width: int) -> tuple[str, ...]:
    """The names of a header, changed only where they must be.

    An empty name becomes `column_<n>` (n counts from 1), a repeated one gets the next free number: `x`,
    `x_2`, `x_3`. Line breaks, and characters that cannot be encoded, are replaced. All other names stay as
    they are, blanks included, so that scripts find them in the file.

    Args:
        header: The names as they stand in the file; None where the table has no header.
        width: How many columns there are.
    """
    cells = [*(header or ()), *[""] * width][:width]
    wanted = [_printable(cell) or f"column_{number}" for number, cell in enumerate(cells, start=1)]
    taken = set(wanted)
    seen: set[str] = set()
    counters: dict[str, int] = {}
    names = []
    for name in wanted:
        unique = name
        if name in seen:
            number = counters.get(name, 2)
            while (unique := f"{name}_{number}") in taken:
                number += 1
            counters[name] = number + 1
            taken.add(unique)
        seen.add(unique)
        names.append(unique)
    return tuple(names)


def _printable(name: str) -> str:
    """The name without line breaks and lone surrogates; empty where nothing but blanks is left."""
    clean = name.encode("utf-8", "replace").decode().replace("\0", "")
    if "\n" in clean or "\r" in clean:
        clean = " ".join(clean.split())
    return clean if clean.strip() else ""
