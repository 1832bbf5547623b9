"""A synthesized template, read the way the tests ask about it."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

Properties = dict[str, Any]


class Statement(NamedTuple):
    """One permission: which policy says it, and what it says."""

    policy: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]


class Template:
    """Wraps the JSON of a template."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.resources: dict[str, dict[str, Any]] = content["Resources"]

    def of_type(self, resource_type: str) -> dict[str, Properties]:
        """Logical id to properties of all resources of that type."""
        return {
            name: resource.get("Properties", {})
            for name, resource in self.resources.items()
            if resource["Type"] == resource_type
        }

    def only(self, resource_type: str) -> Properties:
        """Properties of the one resource of that type."""
        (properties,) = self.of_type(resource_type).values()
        return properties

    def functions(self) -> dict[str, Properties]:
        """Name (as in Powertools' service name) to properties of the product's own functions."""
        return {
            each["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]: each
            for each in self.of_type("AWS::Lambda::Function").values()
            if each["Runtime"].startswith("python")
        }

    def role_of(self, function: str) -> str:
        """Logical id of a function's role."""
        return str(self.functions()[function]["Role"]["Fn::GetAtt"][0])

    def statements(self, role: str | None = None) -> Iterator[Statement]:
        """Every Allow statement of the stack's policies, or of one role's."""
        for name, policy in self.of_type("AWS::IAM::Policy").items():
            if role is None or {"Ref": role} in policy["Roles"]:
                for each in policy["PolicyDocument"]["Statement"]:
                    yield Statement(name, _strings(each["Action"]), _strings(each["Resource"]))

    def machine(self, construct: str) -> Properties:
        """Properties of the state machine of a construct of the stack."""
        (found,) = (
            each
            for name, each in self.of_type("AWS::StepFunctions::StateMachine").items()
            if name.startswith(construct)
        )
        return found

    def definition(self) -> dict[str, Any]:
        """The state machine, with function names for their ARNs."""
        document = _flat(self.machine("Pipeline")["DefinitionString"])
        for name, function in self.of_type("AWS::Lambda::Function").items():
            service = function.get("Environment", {}).get("Variables", {}).get("POWERTOOLS_SERVICE_NAME")
            document = document.replace(f"<{name}.Arn>", str(service))
        parsed: dict[str, Any] = json.loads(document)
        return parsed


def states(machine: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Every state at any depth: name, state, and whether something around it catches its errors."""
    yield from _states(machine["States"], is_covered=False)


def _states(level: dict[str, Any], *, is_covered: bool) -> Iterator[tuple[str, dict[str, Any], bool]]:
    for name, state in level.items():
        yield name, state, is_covered
        for branch in state.get("Branches", []):
            yield from _states(branch["States"], is_covered=bool(state.get("Catch")))
        if "ItemProcessor" in state:
            # Not covered: the map replaces the error of an item by one of its own.
            yield from _states(state["ItemProcessor"]["States"], is_covered=False)


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(_flat(each) for each in (value if isinstance(value, list) else [value]))


def _flat(value: Any) -> str:
    """Text of a value; references become `<LogicalId>` and `<LogicalId.Attribute>`."""
    match value:
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(map(_flat, parts))
        case {"Fn::GetAtt": [name, attribute]}:
            return f"<{name}.{attribute}>"
        case {"Ref": name}:
            return f"<{name}>"
        case str():
            return value
    return json.dumps(value)
