"""CloudFormation's template language: the synthesized template, its references and its intrinsic functions.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra_cdk.local.errors import UnsupportedTemplateError
from infra_cdk.local.names import Place

_SUBSTITUTION = re.compile(r"\$\{([^!}][^}]*)\}")


@dataclass(frozen=True)
class Resource:
    """One entry of `Resources`, unresolved.

    Attributes:
        logical_id: Its key.
        type: For example "AWS::S3::Bucket".
        properties: With intrinsics.
        depends_on: Explicit dependencies.
        condition: Name of the condition that it exists under.
    """

    logical_id: str
    type: str
    properties: Mapping[str, Any]
    depends_on: tuple[str, ...] = ()
    condition: str | None = None


@dataclass(frozen=True)
class Template:
    """A synthesized template and the files it refers to.

    Attributes:
        body: The template as JSON.
        assets: S3 object key of an asset -> its path in the assembly.
    """

    body: Mapping[str, Any]
    assets: Mapping[str, Path] = field(default_factory=dict)

    @classmethod
    def load(cls, assembly: Path, stack: str) -> "Template":
        """Reads one stack of a cloud assembly (`cdk.out`)."""
        manifest = json.loads((assembly / f"{stack}.assets.json").read_text(encoding="utf-8"))
        assets = {
            destination["objectKey"]: assembly / entry["source"]["path"]
            for entry in manifest["files"].values()
            for destination in entry["destinations"].values()
        }
        body = json.loads((assembly / f"{stack}.template.json").read_text(encoding="utf-8"))
        return cls(body=body, assets=assets)

    @property
    def resources(self) -> dict[str, Resource]:
        """All resources by logical id."""
        return {
            logical_id: Resource(
                logical_id=logical_id,
                type=entry["Type"],
                properties=entry.get("Properties", {}),
                depends_on=tuple(_as_list(entry.get("DependsOn", []))),
                condition=entry.get("Condition"),
            )
            for logical_id, entry in self.body["Resources"].items()
        }

    def creation_order(self) -> list[Resource]:
        """Resources so that each comes after everything it refers to.

        Raises:
            UnsupportedTemplateError: The references form a circle.
        """
        resources = self.resources
        ordered: dict[str, Resource] = {}
        open_ids: list[str] = []

        def visit(logical_id: str) -> None:
            if logical_id in ordered or logical_id not in resources:
                return
            if logical_id in open_ids:
                raise UnsupportedTemplateError(f"circular references: {' -> '.join([*open_ids, logical_id])}")
            open_ids.append(logical_id)
            resource = resources[logical_id]
            for needed in (*resource.depends_on, *references(resource.properties)):
                visit(needed)
            open_ids.pop()
            ordered[logical_id] = resource

        for logical_id in resources:
            visit(logical_id)
        return list(ordered.values())


def references(value: Any) -> Iterator[str]:
    """Logical ids (and parameters, pseudo parameters) that a value refers to."""
    if isinstance(value, list):
        for element in value:
            yield from references(element)
    elif isinstance(value, Mapping):
        for key, content in value.items():
            if key == "Ref":
                yield content
            elif key == "Fn::GetAtt":
                yield content[0] if isinstance(content, list) else content.split(".", 1)[0]
            else:
                if key == "Fn::Sub":
                    text = content if isinstance(content, str) else content[0]
                    yield from (name.split(".", 1)[0] for name in _SUBSTITUTION.findall(text))
                yield from references(content)


class Resolver:
    """Replaces intrinsics by values, knowing what has been created so far."""

    def __init__(self, template: Template, place: Place) -> None:
        self._template = template
        self._place = place
        self._references: dict[str, Any] = {
            "AWS::AccountId": place.account,
            "AWS::Region": place.region,
            "AWS::Partition": "aws",
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::StackName": place.stack,
            "AWS::StackId": place.arn("cloudformation", f"stack/{place.stack}/local"),
            "AWS::NoValue": None,
        }
        self._attributes: dict[tuple[str, str], str] = {}

    def remember(self, logical_id: str, reference: str, attributes: Mapping[str, str]) -> None:
        """Makes a created resource available to `Ref` and `Fn::GetAtt`."""
        self._references[logical_id] = reference
        self._attributes.update({(logical_id, name): value for name, value in attributes.items()})

    def reference(self, name: str) -> Any:
        """Value of `Ref`."""
        if name in self._references:
            return self._references[name]
        parameter = self._template.body.get("Parameters", {}).get(name, {})
        if "Default" in parameter:
            return parameter["Default"]
        raise UnsupportedTemplateError(
            f"Ref {name}: neither a created resource nor a parameter with a default"
        )

    def attribute(self, logical_id: str, name: str) -> str:
        """Value of `Fn::GetAtt`."""
        try:
            return self._attributes[logical_id, name]
        except KeyError:
            kind = self._template.body["Resources"].get(logical_id, {}).get("Type", "no such resource")
            raise UnsupportedTemplateError(
                f"Fn::GetAtt {logical_id}.{name} ({kind}) has no local equivalent"
            ) from None

    def resolve(self, value: Any) -> Any:
        """A value without intrinsics; members that become AWS::NoValue disappear."""
        if isinstance(value, list):
            return [one for one in map(self.resolve, value) if one is not None]
        if not isinstance(value, Mapping):
            return value
        if len(value) == 1:
            ((name, argument),) = value.items()
            if name == "Ref":
                return self.reference(argument)
            if name.startswith("Fn::"):
                return self._call(name, argument)
        return {key: one for key, content in value.items() if (one := self.resolve(content)) is not None}

    def holds(self, condition: str) -> bool:
        """Whether a named condition of the template is true."""
        return self._evaluate(self._template.body["Conditions"][condition])

    def _call(self, name: str, argument: Any) -> Any:  # noqa: PLR0911 - one return per function of the language
        match name:
            case "Fn::GetAtt":
                parts = argument if isinstance(argument, list) else argument.split(".", 1)
                return self.attribute(*parts)
            case "Fn::Join":
                return argument[0].join(str(part) for part in self.resolve(argument[1]))
            case "Fn::Select":
                return self.resolve(argument[1])[int(self.resolve(argument[0]))]
            case "Fn::Split":
                return self.resolve(argument[1]).split(argument[0])
            case "Fn::GetAZs":
                return [self._place.region + letter for letter in "abc"]
            case "Fn::If":
                return self.resolve(argument[1] if self.holds(argument[0]) else argument[2])
            case "Fn::Base64":
                return base64.b64encode(self.resolve(argument).encode()).decode()
            case "Fn::FindInMap":
                mapping, first, second = self.resolve(argument)
                return self._template.body["Mappings"][mapping][first][second]
            case "Fn::Sub":
                return self._substitute(argument)
        raise UnsupportedTemplateError(f"intrinsic function {name} has no local equivalent")

    def _substitute(self, argument: Any) -> str:
        text, variables = (argument, {}) if isinstance(argument, str) else argument
        values = self.resolve(variables)

        def replacement(match: re.Match[str]) -> str:
            name = match[1]
            if name in values:
                return str(values[name])
            return str(self.attribute(*name.split(".", 1)) if "." in name else self.reference(name))

        return _SUBSTITUTION.sub(replacement, text).replace("${!", "${")

    def _evaluate(self, expression: Mapping[str, Any]) -> bool:
        ((name, argument),) = expression.items()
        match name:
            case "Condition":
                return self.holds(argument)
            case "Fn::Equals":
                return bool(self.resolve(argument[0]) == self.resolve(argument[1]))
            case "Fn::Not":
                return not self._evaluate(argument[0])
            case "Fn::And":
                return all(map(self._evaluate, argument))
            case "Fn::Or":
                return any(map(self._evaluate, argument))
        raise UnsupportedTemplateError(f"condition function {name} has no local equivalent")


def _as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
