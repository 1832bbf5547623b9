"""The machine that delivers webhooks."""

import json

from datainsight.models.webhook import WebhookEvent
from infra_cdk.function_plans import ADDRESS, DELIVER
from tests.infra.template import Template


def test_every_announcement_of_this_team_starts_the_machine(template: Template) -> None:
    (rule,) = (
        each
        for each in template.of_type("AWS::Events::Rule").values()
        if each["EventPattern"]["source"] == ["datainsight.acme"]
    )
    assert rule["EventPattern"]["detail-type"] == [each.value for each in WebhookEvent]
    (target,) = rule["Targets"]
    assert target["InputPath"] == "$.detail"
    assert template.resources[target["Arn"]["Ref"]]["Type"] == "AWS::StepFunctions::StateMachine"
    assert target["DeadLetterConfig"]


def test_a_delivery_waits_as_long_as_it_was_told_and_tries_again(template: Template) -> None:
    document = json.dumps(template.machine("Webhooks")["DefinitionString"])
    assert "$.wait_seconds" in document
    assert "JSONata" not in document


def test_the_machine_may_only_invoke_its_two_functions(template: Template) -> None:
    role = template.machine("Webhooks")["RoleArn"]["Fn::GetAtt"][0]
    granted = {action: each.resources for each in template.statements(role) for action in each.actions}
    functions = {f"<Functions{plan.name.capitalize()}" for plan in (ADDRESS, DELIVER)}
    assert len(granted["lambda:InvokeFunction"]) == 2
    assert all(any(each.startswith(name) for name in functions) for each in granted["lambda:InvokeFunction"])
