"""An OpenAPI document as one HTML page without scripts: it works offline, under the strictest policy."""

import base64
import hashlib
import json
from html import escape
from typing import Any

Schema = dict[str, Any]

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #2563eb }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1.5rem }
h1 { margin-bottom: 0 } h2 { margin-top: 2.5rem; text-transform: capitalize }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0 }
summary { cursor: pointer; padding: .6rem .8rem; display: flex; gap: .8rem; flex-wrap: wrap;
  align-items: baseline }
details > div { padding: 0 .8rem .8rem }
.method { font: 700 .8rem ui-monospace, monospace; min-width: 4rem; color: var(--accent) }
code, pre { font: .85rem/1.45 ui-monospace, monospace }
pre { background: var(--soft); padding: .7rem; border-radius: .4rem; overflow-x: auto; white-space: pre-wrap }
table { border-collapse: collapse; width: 100% }
td { text-align: left; padding: .3rem .5rem; vertical-align: top; border-top: 1px solid var(--line) }
"""

STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
"""Lets the content policy allow this style and no other."""


def render(document: Schema) -> str:
    """Makes the page.

    Args:
        document: OpenAPI 3.1.
    """
    info = document["info"]
    sections = "".join(
        f"<section><h2>{escape(tag)}</h2>{''.join(operations)}</section>"
        for tag, operations in _by_tag(document).items()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(info['title'])} API</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(info['title'])} API</h1><p>Version {escape(info['version'])} · "
        f'<a href="/openapi.json">OpenAPI {escape(document["openapi"])} document</a></p>'
        f"<pre>{escape(info['description'])}</pre>{sections}</body></html>"
    )


def _by_tag(document: Schema) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            html = _operation(document, path, method.upper(), operation)
            sections.setdefault(operation["tags"][0], []).append(html)
    return sections


def _operation(document: Schema, path: str, method: str, operation: Schema) -> str:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    examples = _examples(document, body) if body else [None]
    parts = [
        f"<p>{escape(operation.get('description', ''))}</p>",
        _table("Parameters", [_parameter_row(each) for each in operation.get("parameters", [])]),
        _table("Body", _property_rows(document, body)) if body else "",
        "".join(f"<pre>{escape(_curl(path, method, example))}</pre>" for example in examples),
        _table("Replies", [_reply_row(document, *each) for each in operation["responses"].items()]),
    ]
    return (
        f'<details id="{escape(operation["operationId"])}"><summary><span class="method">{method}</span>'
        f"<code>{escape(path)}</code> {escape(operation['summary'])}</summary>"
        f"<div>{''.join(parts)}</div></details>"
    )


def _resolve(document: Schema, schema: Schema) -> Schema:
    reference = schema.get("$ref", "")
    resolved: Schema = (
        document["components"]["schemas"][reference.rsplit("/", 1)[-1]] if reference else schema
    )
    return resolved


def _examples(document: Schema, schema: Schema) -> list[Any]:
    resolved = _resolve(document, schema)
    examples: list[Any] = resolved.get("examples") or [resolved.get("example", {})]
    return examples


def _curl(path: str, method: str, example: object) -> str:
    command = "curl" if method == "GET" else f"curl -X {method}"
    body = f" -H 'content-type: application/json' -d '{json.dumps(example)}'" if example is not None else ""
    return f'{command} "$HOST{path}"{body}'


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type", "any"))


def _parameter_row(parameter: Schema) -> str:
    return _row(
        parameter["name"],
        f"{_type(parameter['schema'])} in {parameter['in']}",
        parameter.get("description", ""),
    )


def _property_rows(document: Schema, schema: Schema) -> list[str]:
    resolved = _resolve(document, schema)
    required = resolved.get("required", [])
    return [
        _row(name, _type(each) + (", required" if name in required else ""), each.get("description", ""))
        for name, each in resolved.get("properties", {}).items()
    ]


def _reply_row(document: Schema, status: str, reply: Schema) -> str:
    contents = reply.get("content", {})
    schemas = [_type(content["schema"]) for content in contents.values() if content.get("schema")]
    resolved = [
        _resolve(document, content["schema"]) for content in contents.values() if content.get("schema")
    ]
    shown = [each["example"] for each in resolved if "example" in each and not status.startswith(("4", "5"))]
    example = f"<pre>{escape(json.dumps(shown[0], indent=2, ensure_ascii=False))}</pre>" if shown else ""
    described = escape(reply["description"]) + example
    return f"<tr><td>{status}</td><td>{escape(', '.join(schemas))}</td><td>{described}</td></tr>"


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _table(title: str, rows: list[str]) -> str:
    return f"<h4>{title}</h4><table>{''.join(rows)}</table>" if rows else ""
