"""What would break clients of the released API: `python -m functions.api.compatibility OLD.json NEW.json`.

Operations, parameters, bodies and replies are compared: nothing that was promised may go away, and nothing
may be asked for that was not. Additions are fine. The rules are those of oasdiff's breaking changes, as far
as they can occur here.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Node = dict[str, Any]


@dataclass(frozen=True)
class Comparison:
    """Two OpenAPI documents.

    Attributes:
        old: What was released.
        new: What is to be released.
        seen: Pairs of named schemas that are being compared: schemas may contain themselves.
    """

    old: Node
    new: Node
    seen: set[tuple[str, str, bool]] = field(default_factory=set)

    def breaking_changes(self) -> list[str]:
        """Each in one line; none where every client of the old document works with the new one."""
        return list(dict.fromkeys(self._operations()))

    def _operations(self) -> Iterator[str]:
        for path, methods in self.old["paths"].items():
            for method, before in methods.items():
                after = self.new["paths"].get(path, {}).get(method)
                name = f"{method.upper()} {path}"
                if after is None:
                    yield f"{name}: is gone"
                    continue
                yield from self._parameters(name, before, after)
                yield from self._bodies(name, before, after)
                yield from self._replies(name, before, after)

    def _parameters(self, name: str, before: Node, after: Node) -> Iterator[str]:
        old = {(each["in"], each["name"]): each for each in before.get("parameters", [])}
        new = {(each["in"], each["name"]): each for each in after.get("parameters", [])}
        for place, each in new.items():
            if each.get("required") and not old.get(place, {}).get("required"):
                yield f"{name}: the {place[0]} parameter {place[1]} is required now"
        for place, each in old.items():
            if place not in new:
                yield f"{name}: the {place[0]} parameter {place[1]} is gone"
                continue
            where = f"{name}: {place[0]} parameter {place[1]}"
            yield from self._schemas(where, each["schema"], new[place]["schema"], is_sent=True)

    def _bodies(self, name: str, before: Node, after: Node) -> Iterator[str]:
        old, new = before.get("requestBody"), after.get("requestBody")
        if new and new.get("required") and not (old and old.get("required")):
            yield f"{name}: a body is required now"
        for media_type, content in (old or {}).get("content", {}).items():
            there = (new or {}).get("content", {}).get(media_type)
            if there is None:
                yield f"{name}: a body of {media_type} is no longer taken"
            else:
                yield from self._schemas(f"{name}: body", content["schema"], there["schema"], is_sent=True)

    def _replies(self, name: str, before: Node, after: Node) -> Iterator[str]:
        for status, reply in before["responses"].items():
            there = after["responses"].get(status)
            if status[0] not in "23":
                continue
            if there is None:
                yield f"{name}: it no longer answers {status}"
                continue
            for media_type, content in reply.get("content", {}).items():
                found = there.get("content", {}).get(media_type)
                where = f"{name}: reply {status}"
                if found is None:
                    yield f"{where}: {media_type} is gone"
                else:
                    old, new = content.get("schema", {}), found.get("schema", {})
                    yield from self._schemas(where, old, new, is_sent=False)

    def _schemas(self, where: str, old: Node, new: Node, *, is_sent: bool) -> Iterator[str]:
        """What differs for the worse; `is_sent` by clients, else received."""
        pair = (old.get("$ref", ""), new.get("$ref", ""), is_sent)
        if all(pair[:2]):
            if pair in self.seen:
                return
            self.seen.add(pair)
        before, after = _resolved(self.old, old), _resolved(self.new, new)
        is_open = "anyOf" in old or "anyOf" in new
        yield from _types(where, *((old, new) if is_open else (before, after)), is_sent=is_sent)
        yield from self._properties(where, before, after, is_sent=is_sent)
        if "items" in before and "items" in after:
            yield from self._schemas(f"{where}[]", before["items"], after["items"], is_sent=is_sent)

    def _properties(self, where: str, before: Node, after: Node, *, is_sent: bool) -> Iterator[str]:
        old, new = before.get("properties", {}), after.get("properties", {})
        required_before, required_after = set(before.get("required", [])), set(after.get("required", []))
        if is_sent:
            for name in sorted(required_after - required_before):
                yield f"{where}.{name}: is required now"
        else:
            for name in sorted((required_before - required_after) & new.keys()):
                yield f"{where}.{name}: is no longer always there"
        for name, each in old.items():
            if name in new:
                yield from self._schemas(f"{where}.{name}", each, new[name], is_sent=is_sent)
            elif not is_sent or after.get("additionalProperties") is False:
                yield f"{where}.{name}: is gone"


def _resolved(document: Node, schema: Node) -> Node:
    """What a reference names, and what is not null of something that may be null."""
    members = [each for each in schema.get("anyOf", []) if each.get("type") != "null"]
    if len(members) == 1:
        return _resolved(document, members[0])
    reference = schema.get("$ref", "")
    found: Node = document["components"]["schemas"][reference.rsplit("/", 1)[-1]] if reference else schema
    return found


def _types(where: str, before: Node, after: Node, *, is_sent: bool) -> Iterator[str]:
    """Types that a schema takes may grow where clients send it, and shrink where they receive it."""
    old, new = _type_names(before), _type_names(after)
    narrower, wider = (new, old) if is_sent else (old, new)
    if old and new and not wider <= narrower:
        yield f"{where}: was {' or '.join(sorted(old))} and is {' or '.join(sorted(new))}"
    values_before, values_after = before.get("enum"), after.get("enum")
    if is_sent and values_before and values_after:
        for value in sorted(set(map(str, values_before)) - set(map(str, values_after))):
            yield f"{where}: {value!r} is no longer taken"


def _type_names(schema: Node) -> set[str]:
    """Its JSON types; empty where it takes anything, or is a named schema that may be any of them."""
    if "anyOf" in schema:
        found = [_type_names(each) for each in schema["anyOf"]]
        return set().union(*found) if all(found) else set()
    named = schema.get("type", [])
    return {named} if isinstance(named, str) else set(named)


def main(arguments: list[str]) -> int:
    """Command line: prints the changes; exit code 1 where there are any."""
    old, new = (json.loads(Path(each).read_text("utf-8")) for each in arguments)
    changes = Comparison(old, new).breaking_changes()
    for change in changes:
        sys.stdout.write(f"{change}\n")
    return 1 if changes else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
