"""What would break a client is found, and what would not is let pass."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from functions.api.compatibility import Comparison, main
from functions.api.openapi import document

RELEASED = Path(__file__).parents[3] / "docs" / "openapi.released.json"
"""Replaced at each release by docs/openapi.json."""

BASE: dict[str, Any] = {
    "paths": {
        "/things/{id}": {
            "post": {
                "parameters": [
                    {"in": "path", "name": "id", "required": True, "schema": {"type": "string"}},
                    {"in": "query", "name": "limit", "schema": {"type": "integer"}},
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Request"}}},
                },
                "responses": {
                    "200": {
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
                    },
                    "404": {"content": {}},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Request": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name"],
                "properties": {
                    "name": {"type": "string"},
                    "kind": {"type": "string", "enum": ["a", "b"]},
                    "size": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                },
            },
            "Thing": {
                "type": "object",
                "required": ["id", "parts"],
                "properties": {
                    "id": {"type": "string"},
                    "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                    "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
                },
            },
        }
    },
}


def operation(new: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = new["paths"]["/things/{id}"]["post"]
    return found


def schema(new: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = new["components"]["schemas"][name]
    return found


BREAKING: dict[str, Callable[[dict[str, Any]], object]] = {
    "is gone": lambda new: new["paths"].clear(),
    "query parameter limit is gone": lambda new: operation(new)["parameters"].pop(),
    "query parameter limit is required now": lambda new: operation(new)["parameters"][1].update(
        required=True
    ),
    "no longer answers 200": lambda new: operation(new)["responses"].pop("200"),
    "body of application/json is no longer taken": lambda new: operation(new)["requestBody"].update(
        content={}
    ),
    "body.kind: is required now": lambda new: schema(new, "Request")["required"].append("kind"),
    "body.kind: is gone": lambda new: schema(new, "Request")["properties"].pop("kind"),
    "body.kind: 'b' is no longer taken": lambda new: schema(new, "Request")["properties"]["kind"].update(
        enum=["a"]
    ),
    "body.size: was integer or null and is integer": lambda new: schema(new, "Request")["properties"].update(
        size={"type": "integer"}
    ),
    "reply 200.note: is gone": lambda new: schema(new, "Thing")["properties"].pop("note"),
    "reply 200.parts: is no longer always there": lambda new: schema(new, "Thing")["required"].pop(),
    "reply 200.id: was string and is integer": lambda new: schema(new, "Thing")["properties"].update(
        id={"type": "integer"}
    ),
    "reply 200.id: was string and is null or string": lambda new: schema(new, "Thing")["properties"].update(
        id={"anyOf": [{"type": "string"}, {"type": "null"}]}
    ),
}

HARMLESS: dict[str, Callable[[dict[str, Any]], object]] = {
    "nothing": lambda new: None,
    "another operation": lambda new: new["paths"].update({"/others": {"get": operation(new)}}),
    "an optional parameter": lambda new: operation(new)["parameters"].append(
        {"in": "query", "name": "more", "schema": {"type": "string"}}
    ),
    "an optional property": lambda new: schema(new, "Request")["properties"].update(more={"type": "string"}),
    "another value": lambda new: schema(new, "Request")["properties"]["kind"]["enum"].append("c"),
    "a property in replies": lambda new: schema(new, "Thing")["properties"].update(more={"type": "string"}),
    "always there": lambda new: schema(new, "Thing")["required"].append("note"),
    "never null": lambda new: schema(new, "Thing")["properties"].update(note={"type": "string"}),
    "null as well": lambda new: schema(new, "Request")["properties"].update(
        name={"anyOf": [{"type": "string"}, {"type": "null"}]}
    ),
}


def changes(change: Callable[[dict[str, Any]], object]) -> list[str]:
    new = copy.deepcopy(BASE)
    change(new)
    return Comparison(BASE, new).breaking_changes()


@pytest.mark.parametrize("said", BREAKING)
def test_what_breaks_clients_is_found(said: str) -> None:
    found = changes(BREAKING[said])
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize("name", HARMLESS)
def test_additions_are_fine(name: str) -> None:
    assert changes(HARMLESS[name]) == []


def test_nothing_breaks_the_clients_of_the_released_api() -> None:
    released = json.loads(RELEASED.read_text("utf-8"))
    assert Comparison(released, json.loads(document())).breaking_changes() == []


def test_the_command_tells_by_its_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(BASE))
    new.write_text(json.dumps({**BASE, "paths": {}}))
    assert main([str(old), str(old)]) == 0
    assert main([str(old), str(new)]) == 1
    assert capsys.readouterr().out == "POST /things/{id}: is gone\n"
