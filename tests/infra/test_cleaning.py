"""The machine that cleans stored files."""

import json

from infra_cdk.function_plans import CLEAN, CLEAN_FAILURE
from tests.infra.template import Template


def test_every_end_is_recorded(template: Template) -> None:
    document = json.dumps(template.machine("Cleaning")["DefinitionString"])
    assert "RecordCleaningFailure" in document
    assert "JSONata" not in document
    (rule,) = (
        each for name, each in template.of_type("AWS::Events::Rule").items() if name.startswith("Cleaning")
    )
    assert rule["EventPattern"]["detail"]["status"] == ["FAILED", "TIMED_OUT", "ABORTED"]
    (machine,) = (each for each in template.of_type("AWS::StepFunctions::StateMachine") if "Cleaning" in each)
    assert rule["EventPattern"]["detail"]["stateMachineArn"] == [{"Ref": machine}]
    (target,) = rule["Targets"]
    failure = template.resources[target["Arn"]["Fn::GetAtt"][0]]["Properties"]
    assert failure["Handler"] == "functions.clean.failure.handler"
    assert target["DeadLetterConfig"]


def test_the_machine_may_only_invoke_its_two_functions(template: Template) -> None:
    role = template.machine("Cleaning")["RoleArn"]["Fn::GetAtt"][0]
    granted = {action: each.resources for each in template.statements(role) for action in each.actions}
    functions = {f"<Functions{plan.name.capitalize()}" for plan in (CLEAN, CLEAN_FAILURE)}
    assert len(granted["lambda:InvokeFunction"]) == 2
    assert all(any(each.startswith(name) for name in functions) for each in granted["lambda:InvokeFunction"])


def test_there_is_room_for_what_a_large_file_becomes(template: Template) -> None:
    function = template.functions()[CLEAN.name]
    assert function["EphemeralStorage"] == {"Size": 10 * 1024}
    assert function["Timeout"] == 900
