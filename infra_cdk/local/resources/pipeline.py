"""The state machine and the rules that start things."""

import json

from infra_cdk.local.corrections.definitions import check_definition
from infra_cdk.local.resources.declaration import Created, Properties, ResourceType, require_known
from infra_cdk.local.resources.deployment import Deployment

_TARGET_MEMBERS = (
    "Arn",
    "DeadLetterConfig",
    "Id",
    "Input",
    "InputPath",
    "InputTransformer",
    "RetryPolicy",
    "RoleArn",
)


def _create_machine(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    name = properties.get("StateMachineName") or deployment.place.physical_name(logical_id, limit=80)
    definition = json.loads(properties["DefinitionString"])
    check_definition(definition)
    arn: str = deployment.client("stepfunctions").create_state_machine(
        name=name, definition=json.dumps(definition), roleArn=properties["RoleArn"], type="STANDARD"
    )["stateMachineArn"]
    return Created(arn, {"Arn": arn, "Name": name})


def _create_rule(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    place, events = deployment.place, deployment.client("events")
    name = properties.get("Name") or place.physical_name(logical_id, limit=64)
    targets = properties.get("Targets", [])
    for target in targets:
        require_known(f"{logical_id}.Targets", target, _TARGET_MEMBERS)
    events.put_rule(
        Name=name,
        EventPattern=json.dumps(properties["EventPattern"]),
        State=properties.get("State", "ENABLED"),
    )
    events.put_targets(Rule=name, Targets=targets)
    return Created(name, {"Arn": place.arn("events", f"rule/{name}")})


MACHINE = ResourceType(
    name="AWS::StepFunctions::StateMachine",
    create=_create_machine,
    honoured=frozenset({"DefinitionString", "RoleArn", "StateMachineName"}),
    left_out={
        "LoggingConfiguration": "each function has its log file; the history is in the API",
        "Tags": "nothing reads them",
        "TracingConfiguration": "there is no X-Ray here",
    },
)
RULE = ResourceType(
    name="AWS::Events::Rule",
    create=_create_rule,
    honoured=frozenset({"EventPattern", "Name", "State", "Targets"}),
    left_out={"Description": "for people"},
)
