"""Which parts of the Amazon States Language run here as in the cloud; all others are refused by name."""

from collections.abc import Iterator, Mapping
from typing import Any

from infra_cdk.local.errors import UnsupportedTemplateError

_TASKS = ("arn:aws:lambda:", "arn:aws:states:::lambda:invoke")
_REFUSED_MEMBERS = {
    "ItemBatcher": "moto hands batches over in another form",
    "ResultWriter": "moto writes an empty manifest",
    "ToleratedFailureCount": "moto does not enforce it",
    "ToleratedFailureCountPath": "moto does not enforce it",
    "ToleratedFailurePercentage": "moto does not enforce it",
    "ToleratedFailurePercentagePath": "moto does not enforce it",
}
_INPUT_TYPES = ("JSON", "CSV")


def check_definition(definition: Mapping[str, Any]) -> None:
    """Refuses what would silently behave otherwise.

    Raises:
        UnsupportedTemplateError: Names the state and the feature.
    """
    problems = [problem for name, state in _states(definition) for problem in _problems(name, state)]
    if definition.get("QueryLanguage", "JSONPath") != "JSONPath":
        problems.append("the machine: QueryLanguage JSONata has no evaluator in moto")
    if problems:
        raise UnsupportedTemplateError("state machine: " + "; ".join(problems))


def _states(definition: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, state in definition.get("States", {}).items():
        yield name, state
        for inner in (state.get("ItemProcessor"), state.get("Iterator"), *state.get("Branches", [])):
            if inner:
                yield from _states(inner)


def _problems(name: str, state: Mapping[str, Any]) -> Iterator[str]:
    if state.get("QueryLanguage", "JSONPath") != "JSONPath":
        yield f"{name}: QueryLanguage JSONata has no evaluator in moto"
    for member, reason in _REFUSED_MEMBERS.items():
        if member in state:
            yield f"{name}: {member} ({reason})"
    if state.get("Type") == "Task" and not str(state.get("Resource", "")).startswith(_TASKS):
        yield f"{name}: Resource {state.get('Resource')} (only Lambda functions are wired)"
    mode = state.get("ItemProcessor", {}).get("ProcessorConfig", {})
    if mode.get("ExecutionType") == "EXPRESS":
        yield f"{name}: ExecutionType EXPRESS (moto's Distributed Map runs STANDARD children only)"
    reader = state.get("ItemReader")
    if reader:
        kind = reader.get("ReaderConfig", {}).get("InputType")
        if kind not in _INPUT_TYPES:
            yield f"{name}: ItemReader InputType {kind} (only {', '.join(_INPUT_TYPES)})"
