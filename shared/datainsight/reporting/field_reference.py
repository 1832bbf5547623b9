"""The reference of all fields of a profile document, from what the models say about themselves.

`python -m datainsight.reporting.field_reference docs/PROFILE.md` writes it between the marks in that file.
"""

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from datainsight.models.base import Frozen
from datainsight.models.document import ProfileDocument

BEGIN, END = "<!-- fields: begin -->", "<!-- fields: end -->"
_ENTRY = re.compile(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)


def models(root: type[Frozen] = ProfileDocument) -> Iterator[type[Frozen]]:
    """The models that a document is made of, each once, the outer ones first."""
    seen: dict[type[Frozen], None] = {}
    waiting = [root]
    while waiting:
        model = waiting.pop(0)
        if model in seen:
            continue
        seen[model] = None
        for field in model.model_fields.values():
            waiting.extend(_models_in(field.annotation))
    yield from seen


def descriptions(model: type[Frozen]) -> dict[str, str]:
    """What is said about each field: under `Attributes` of the class, or below the field itself."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, Frozen) and each is not Frozen:
            _, _, attributes = (each.__doc__ or "").partition("Attributes:\n")
            entries = _ENTRY.findall(textwrap.indent(textwrap.dedent(attributes), "    "))
            found |= {name: " ".join(text.split()) for name, text in entries}
            found |= dict(_below_fields(each))
    return {name: found[name] for name in model.model_fields if name in found}


def reference() -> str:
    """All fields as Markdown."""
    parts = []
    for model in models():
        summary = " ".join((inspect.getdoc(model) or "").partition("\n\n")[0].split())
        said = descriptions(model)
        rows = [f"| `{name}` | {_cell(said[name])} |" for name in model.model_fields]
        parts.append("\n".join((f"### {model.__name__}", "", summary, "", "| field | |", "|---|---|", *rows)))
    return "\n\n".join(parts)


def with_reference(text: str) -> str:
    """The text with the reference between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{reference()}\n\n{END}{after}"


def _models_in(annotation: Any) -> Iterator[type[Frozen]]:
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _below_fields(model: type[Frozen]) -> Iterator[tuple[str, str]]:
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    body = definition.body if isinstance(definition, ast.ClassDef) else []
    for field, below in pairwise(body):
        is_text = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and is_text:
            yield field.target.id, " ".join(str(below.value.value).split())  # type: ignore[attr-defined]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(with_reference(path.read_text("utf-8")), "utf-8")
