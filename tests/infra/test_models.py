"""What a team that wants words of language models gets, beyond the others."""

import aws_cdk as cdk
from aws_cdk.assertions import Match, Template

from infra_cdk.stack import DataInsightStack
from infra_cdk.team import TeamSettings

SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:models-x"


def test_only_insight_may_read_the_keys_and_ask_bedrock() -> None:
    app = cdk.App(context={"aws:cdk:bundling-stacks": []})
    team = TeamSettings(
        name="words", insight_providers=("bedrock", "anthropic"), model_keys_secret_arn=SECRET
    )
    template = Template.from_stack(DataInsightStack(app, team=team))

    template.has_resource_properties(
        "AWS::Lambda::Function",
        {
            "Handler": "functions.insight.handler.handler",
            "Environment": {
                "Variables": {
                    "DATAINSIGHT_INSIGHT_PROVIDERS": "bedrock,anthropic",
                    "DATAINSIGHT_MODEL_KEYS_SECRET_ARN": SECRET,
                }
            },
        },
    )
    for action, resource in (
        ("secretsmanager:GetSecretValue", SECRET),
        ("bedrock-mantle:CreateInference", Match.any_value()),
    ):
        statement = Match.object_like({"Action": action, "Resource": resource})
        found = template.find_resources(
            "AWS::IAM::Policy",
            {"Properties": {"PolicyDocument": {"Statement": Match.array_with([statement])}}},
        )
        assert len(found) == 1
        assert "Insight" in next(iter(found))
