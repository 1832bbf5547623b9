"""Writes `datainsight.client` from the committed OpenAPI document: models, and a method for each operation.

    python -m functions.api.python_client

`functions.api.openapi` writes it too, so that a change of the API takes one command.

The document is ours, so only the forms of JSON Schema that pydantic writes are understood. Why we write it
ourselves is in docs/adr/0011.
"""

import json
import keyword
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

Schema = Mapping[str, Any]

DOCUMENT = Path("docs/openapi.json")
CLIENT = Path("shared/datainsight/client")
_HEAD = '''"""Written by `python -m functions.api.python_client` from docs/openapi.json."""
# ruff: noqa: {codes}

from __future__ import annotations

'''
_MODELS = """from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Reply(BaseModel):
    \"\"\"What the service says; it may add fields, and words that a field can have, over time.\"\"\"

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True, protected_namespaces=())


class Request(BaseModel):
    \"\"\"What the service is asked for.\"\"\"

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, protected_namespaces=())


"""
_OPERATIONS = """from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from datainsight.client import models
from datainsight.client.transport import Transport, in_path


class Operations:
    \"\"\"One method for each operation of the API.

    Args:
        transport: Sends requests, and raises what the server refuses.
    \"\"\"

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

"""
_FORMATS = {"date-time": "datetime", "date": "date", "uuid": "UUID"}
_PLAIN = {"integer": "int", "number": "float", "boolean": "bool", "null": "None", "object": "dict[str, Any]"}
_FOR_BROWSERS = frozenset({"cookie"})


@dataclass(frozen=True)
class Told:
    """In a reply: a word that this client does not know yet is no error, it is text.

    Attributes:
        words: The named schemas that are lists of words.
    """

    words: frozenset[str]


def type_of(schema: Schema, prefix: str = "", told: Told | None = None) -> str:
    """A schema as a Python type.

    Args:
        schema: JSON Schema as pydantic writes it.
        prefix: Before the names of models.
        told: Given for what the service says, where words may be added over time.

    Raises:
        KeyError: It has another form.
    """
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return prefix + class_name(name) + (" | str" if told and name in told.words else "")
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    if values is not None:
        # A single one says which of several models it is, which has to be known.
        return f"Literal[{', '.join(map(repr, values))}]" + (" | str" if told and len(values) > 1 else "")
    several = schema.get("anyOf") or schema.get("oneOf")
    if several:
        return _union(several, schema, prefix, told)
    return _of_kind(schema, prefix, told)


def _union(several: Iterable[Schema], schema: Schema, prefix: str, told: Told | None) -> str:
    found = " | ".join(type_of(each, prefix, told) for each in several)
    union = found if "[" in found else " | ".join(dict.fromkeys(found.split(" | ")))
    named = schema.get("discriminator", {}).get("propertyName")
    return f"Annotated[{union}, Field(discriminator={named!r})]" if named and not prefix else union


def _of_kind(schema: Schema, prefix: str, told: Told | None) -> str:
    kind = schema.get("type")
    if kind == "array":
        return _array(schema, prefix, told)
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"dict[str, {type_of(schema['additionalProperties'], prefix, told)}]"
    if kind == "string":
        return _FORMATS.get(schema.get("format", ""), "str")
    return _PLAIN[str(kind)] if kind else "Any"


def _array(schema: Schema, prefix: str, told: Told | None) -> str:
    if "prefixItems" in schema:
        return f"tuple[{', '.join(type_of(each, prefix, told) for each in schema['prefixItems'])}]"
    return f"list[{type_of(schema.get('items', {}), prefix, told)}]"


def class_name(name: str) -> str:
    """The name of a schema as a class: FastAPI writes modules before names that two of them share."""
    *modules, last = name.split("__")
    return "".join(f"{each.title()}" for each in modules[-1:]) + last.replace("-", "")


def _attribute(name: str) -> str:
    plain = name.replace("-", "_").lower()
    is_taken = keyword.iskeyword(plain) or hasattr(BaseModel, plain)
    return f"{plain}_" if is_taken else plain


def _text(text: str, indent: str) -> str:
    """A docstring; what is between its marks may hold anything."""
    plain = text.replace("\\", "\\\\").replace('"""', "'''").strip()
    if "\n" in plain:
        plain += "\n" + indent
    return f'{indent}"""{plain}{" " if plain.endswith(chr(34)) else ""}"""\n'


def _fields(schema: Schema, told: Told | None) -> Iterator[str]:
    required = schema.get("required", ())
    for name, member in schema.get("properties", {}).items():
        kind, attribute = type_of(member, told=told), _attribute(name)
        options = [] if attribute == name else [f"alias={name!r}"]
        if name not in required:
            default = member.get("default")
            if isinstance(default, dict) and not kind.startswith("dict"):
                default = None  # a model; what is left out is not sent
            options.insert(
                0,
                f"default_factory={type(default).__name__}"
                if default in ([], {})
                else f"default={default!r}",
            )
            kind = kind if default is not None or "None" in kind.split(" | ") else f"{kind} | None"
        yield f"    {attribute}: {kind}" + (f" = Field({', '.join(options)})" if options else "")


def models(document: Schema) -> str:
    """The module of all models."""
    schemas = document["components"]["schemas"]
    asked, told = _reachable(document, is_request=True), _reachable(document, is_request=False)
    parts = [_HEAD.format(codes="D301, F401, PYI051"), _MODELS]
    aliases = [
        name
        for name in schemas
        if "properties" not in schemas[name] and schemas[name].get("type") != "object"
    ]
    parts += [f"{class_name(name)} = {type_of(schemas[name])}\n" for name in aliases]
    words = Told(frozenset(name for name in aliases if len(schemas[name].get("enum", ())) > 1))
    for name in schemas:
        if name in aliases:
            continue
        base = "Request" if name in asked - told else "Reply"
        fields = "\n".join(_fields(schemas[name], words if base == "Reply" else None)) or "    pass"
        said = _text(schemas[name].get("description", name), "    ")
        parts.append(f"\n\nclass {class_name(name)}({base}):\n{said}\n{fields}\n")
    return "".join(parts)


def _reachable(document: Schema, *, is_request: bool) -> set[str]:
    found: set[str] = set()

    def look(part: Any) -> None:
        if isinstance(part, dict):
            name = str(part.get("$ref", "")).rsplit("/", 1)[-1]
            if name and name not in found and name in document["components"]["schemas"]:
                found.add(name)
                look(document["components"]["schemas"][name])
            for each in part.values():
                look(each)
        elif isinstance(part, list):
            for each in part:
                look(each)

    for methods in document["paths"].values():
        for operation in methods.values():
            look(operation.get("requestBody", {}) if is_request else operation["responses"])
    return found


def operations(document: Schema) -> str:
    """The module of all operations."""
    found = [
        _operation(method.upper(), path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if any(status.startswith("2") for status in operation["responses"])
    ]
    return _HEAD.format(codes="E501, F401") + _OPERATIONS + "\n".join(found)


def _operation(method: str, path: str, operation: Schema) -> str:
    given = [each for each in operation.get("parameters", ()) if each["in"] not in _FOR_BROWSERS]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    positional = [f"{_attribute(each['name'])}: UUID | str" for each in given if each["in"] == "path"]
    if body:
        positional.append(f"body: {type_of(body['schema'], 'models.')}")
    named = [
        _named(each)
        for each in sorted(given, key=lambda each: not each.get("required"))
        if each["in"] != "path"
    ]
    arguments = ["self", *positional, *(["*"] if named else []), *named]
    model, returned = _returned(operation, given)
    words = "\n\n".join(
        dict.fromkeys(each for each in (f"{operation['summary']}.", operation.get("description", "")) if each)
    )
    sent = [repr(method), _path(path, given), f"model={model}"]
    sent += [f"{where}={found}" for where in ("query", "header") if (found := _mapping(given, where))]
    sent += ["body=body"] if body else []
    ask = f"self._transport.ask({', '.join(sent)})"
    lines = [ask] if returned == "None" else [f"found: {returned} = {ask}", "return found"]
    head = f"    def {operation['operationId']}({', '.join(arguments)}) -> {returned}:\n"
    said = _text(words.replace("\n", "\n        "), "        ")
    return head + said + "".join(f"        {line}\n" for line in lines)


def _named(parameter: Schema) -> str:
    kind = type_of(parameter["schema"], "models.")
    name = _attribute(parameter["name"])
    if parameter.get("required"):
        return f"{name}: {kind}"
    return f"{name}: {kind if 'None' in kind.split(' | ') else f'{kind} | None'} = None"


def _path(path: str, given: Iterable[Schema]) -> str:
    names = {each["name"]: _attribute(each["name"]) for each in given if each["in"] == "path"}
    for name, attribute in names.items():
        path = path.replace(f"{{{name}}}", f"{{in_path({attribute})}}")
    return f"f{path!r}" if names else repr(path)


def _mapping(given: Iterable[Schema], where: str) -> str:
    pairs = [f"{each['name']!r}: {_attribute(each['name'])}" for each in given if each["in"] == where]
    return f"{{{', '.join(pairs)}}}" if pairs else ""


def _returned(operation: Schema, given: Iterable[Schema]) -> tuple[str, str]:
    """The model of what comes back, and the method's type."""
    reply = next(reply for status, reply in operation["responses"].items() if status.startswith("2"))
    content = reply.get("content", {})
    schema = content.get("application/json", {}).get("schema")
    kinds = [type_of(schema, "models.")] if schema is not None else []
    kinds += ["bytes"] if content.keys() - {"application/json"} else []
    kinds += ["None"] if not content or any(each["name"] == "if-none-match" for each in given) else []
    return (kinds[0] if schema is not None else "bytes" if content else "None"), " | ".join(kinds)


def write(document: Schema, folder: Path) -> None:
    """Writes both modules, formatted."""
    paths = [folder / "models.py", folder / "operations.py"]
    for path, text in zip(paths, (models(document), operations(document)), strict=True):
        path.write_text(text, encoding="utf-8")
    ruff = Path(sys.executable).with_name("ruff")
    subprocess.run([ruff, "format", "-q", "--config", "pyproject.toml", *paths], check=True)  # noqa: S603 - our own tool


if __name__ == "__main__":
    write(json.loads(DOCUMENT.read_text("utf-8")), CLIENT)
