"""EventBridge's input transformer; moto's leaves strings without quotes and knows no S3 events.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
"""

import json
import re
from collections.abc import Mapping
from typing import Any

_PLACEHOLDER = re.compile(r"<([^<>\s]+)>")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def target_input(target: Mapping[str, Any], event: Mapping[str, Any]) -> str:
    """The JSON text that a target gets for an event."""
    if "Input" in target:
        return str(target["Input"])
    if "InputPath" in target:
        return json.dumps(find(event, target["InputPath"]))
    transformer = target.get("InputTransformer")
    if transformer is None:
        return json.dumps(event)
    values = {name: find(event, path) for name, path in transformer.get("InputPathsMap", {}).items()}
    values["aws.events.event.json"] = event
    return fill(transformer["InputTemplate"], values)


def fill(template: str, values: Mapping[str, Any]) -> str:
    """Replaces `<name>`: inside a string literal by its text, elsewhere by its JSON."""

    def as_text(match: re.Match[str]) -> str:
        value = values.get(match[1], "")
        text = value if isinstance(value, str) else json.dumps(value)
        return json.dumps(text)[1:-1]

    parts: list[str] = []
    position = 0
    for literal in _STRING.finditer(template):
        parts.append(
            _PLACEHOLDER.sub(
                lambda match: json.dumps(values.get(match[1])), template[position : literal.start()]
            )
        )
        parts.append(_PLACEHOLDER.sub(as_text, literal[0]))
        position = literal.end()
    parts.append(_PLACEHOLDER.sub(lambda match: json.dumps(values.get(match[1])), template[position:]))
    return "".join(parts)


def find(event: Any, path: str) -> Any:
    """Value at a path like `$.detail.bucket.name` or `$.resources[0]`; None where there is nothing."""
    found = event
    for name, index in re.findall(r"\.([\w-]+)|\[(\d+)\]", path):
        if name and isinstance(found, Mapping):
            found = found.get(name)
        elif index and isinstance(found, list) and int(index) < len(found):
            found = found[int(index)]
        else:
            return None
    return found
