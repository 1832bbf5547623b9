"""Makes national_numbers.csv anew from python-stdnum: `python -m …semantics.dictionaries.collect_numbers`.

What a number is for is read from the first line of its module's documentation, how it looks from the valid
examples there, and how often chance makes a valid one is tried out.
"""

import csv
import importlib
import pkgutil
import random
import re
import string
from pathlib import Path
from types import ModuleType

import stdnum

from datainsight.semantics.checksums import is_valid
from datainsight.semantics.national_numbers import shape_of

_TRIALS = 3000
_PERSON = re.compile(
    r"personal|citizen|national identi|identity (?:nr|n|code|card)|birth|individual|resident|pension|"
    r"social (?:secur|insur)|national number|physical person|kimlik|foreigner|identity document|voter|"
    r"national registration|health|patient|passport",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\bVAT\b|company|business|corporate|enterprise|organi[sz]ation|trade reg|economic|social credit",
    re.IGNORECASE,
)
_TAX = re.compile(r"\btax|fiscal|TIN\b|identity code|identif", re.IGNORECASE)
_EXAMPLE = re.compile(r">>> (?:validate|is_valid|compact|format)\(['\"]([^'\"]+)['\"]\)")

_HYPHENS = re.compile("[/-]")
_OFFICIAL = re.compile(r"(?!9{1,3}(?:-9{3})+$)[9A]+(?:[/-][9A]+)+")
_MORE_EXAMPLES = {"stdnum.ch.vat": ("CHE-107.787.577 MWST", "CHE-107.787.577 TVA", "CHE-107.787.577")}
"""Spellings that the documentation leaves out."""


def main() -> None:
    """Writes the list beside this module."""
    rows = []
    for found in pkgutil.walk_packages(stdnum.__path__, "stdnum."):
        if found.ispkg or found.name.count(".") < 2 or ".iso7064" in found.name or ".eu." in found.name:
            continue
        module = importlib.import_module(found.name)
        title = (module.__doc__ or "").strip().partition("\n")[0]
        kind = _kind(title)
        if kind and hasattr(module, "is_valid"):
            written = (*_EXAMPLE.findall(module.__doc__ or ""), *_MORE_EXAMPLES.get(found.name, ()))
            examples = [text for text in written if module.is_valid(text)]
            shapes = sorted({shape for text in examples if (shape := shape_of(text))})
            if shapes:
                name = found.name.removeprefix("stdnum.")
                chance = max(_chance(name, shapes), _tolerance(name, examples))
                rows.append((name, kind, " ".join(shapes), chance, " ".join(_written(module, examples))))
    with (Path(__file__).parent / "national_numbers.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("module", "kind", "shapes", "chance", "written"))
        writer.writerows(rows)


def _written(module: ModuleType, examples: list[str]) -> list[str]:
    """The forms in which the state writes such numbers, where hyphens or slashes stand at two places.

    Blanks and points are left out, as they part thousands too; so are groups of three, which are everywhere.
    """
    texts = set(examples)
    if hasattr(module, "format"):
        texts |= {module.format(getattr(module, "compact", str)(text)) for text in examples}
    forms = {re.sub("[A-Z]", "A", re.sub(r"\d", "9", text.upper())) for text in texts}
    return sorted(form for form in forms if len(_HYPHENS.findall(form)) >= 2 and _OFFICIAL.fullmatch(form))


def _kind(title: str) -> str | None:
    if re.search(r"bank account", title) and "IBAN" not in title:
        return "bank_account"
    if re.search(
        r"bank|postal|postcode|securit(?:ies|y identification)|receipt|drug|school|meter|IBAN|invoices", title
    ):
        return None
    if _PERSON.search(title):
        return "national_id"
    if _COMPANY.search(title):
        return "vat_number"
    return "tax_id" if _TAX.search(title) else None


def _chance(module: str, shapes: list[str]) -> float:
    """The share of random values that are valid, at least one in as many as were tried."""
    draw = random.Random(7)  # noqa: S311  nothing secret
    valid = 0
    for _ in range(_TRIALS):
        shape = draw.choice(shapes)
        valid += is_valid(
            module,
            "".join(draw.choice(string.digits if mark == "9" else string.ascii_uppercase) for mark in shape),
        )
    return round(max(valid, 1) / _TRIALS, 4)


def _tolerance(module: str, examples: list[str]) -> float:
    """The share of valid numbers that stay valid with a digit changed: large without a check digit.

    Then neighbouring numbers are all valid, and many of them prove no more than one.
    """
    changed = valid = 0
    for text in examples:
        for place, mark in enumerate(text):
            if mark.isdigit():
                others = [digit for digit in string.digits if digit != mark]
                changed += len(others)
                valid += sum(is_valid(module, text[:place] + digit + text[place + 1 :]) for digit in others)
    return round(valid / changed, 4) if changed else 1.0


if __name__ == "__main__":
    main()
