"""A function does what its role allows, here as on AWS."""

import io
import json
from typing import Any

import pytest

from infra_cdk.local.aws_front import AwsFront
from infra_cdk.local.permissions import Permissions, access_key_of, actions_of_role
from infra_cdk.local.template import Template

TEMPLATE = Template(
    body={
        "Resources": {
            "Stage": {
                "Type": "AWS::Lambda::Function",
                "Properties": {"Role": {"Fn::GetAtt": ["StageRole", "Arn"]}},
            },
            "StageRole": {"Type": "AWS::IAM::Role", "Properties": {}},
            "Own": {
                "Type": "AWS::IAM::Policy",
                "Properties": {
                    "Roles": [{"Ref": "StageRole"}],
                    "PolicyDocument": {
                        "Statement": [
                            {"Effect": "Allow", "Action": "dynamodb:UpdateItem", "Resource": "t"},
                            {"Effect": "Allow", "Action": ["s3:GetObject", "xray:PutTraceSegments"]},
                            {"Effect": "Deny", "Action": "dynamodb:PutItem"},
                        ]
                    },
                },
            },
            "Other": {
                "Type": "AWS::IAM::Policy",
                "Properties": {
                    "Roles": [{"Ref": "OtherRole"}],
                    "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "dynamodb:Query"}]},
                },
            },
        }
    }
)


def signed(by: str, target: str, body: Any = None) -> dict[str, Any]:
    content = json.dumps(body or {}).encode()
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/",
        "CONTENT_LENGTH": str(len(content)),
        "HTTP_X_AMZ_TARGET": target,
        "HTTP_AUTHORIZATION": f"AWS4-HMAC-SHA256 Credential={by}/20261129/us-east-1/dynamodb/aws4_request, …",
        "wsgi.input": io.BytesIO(content),
    }


@pytest.fixture
def permissions() -> Permissions:
    made = Permissions()
    made.allow("stage", actions_of_role(TEMPLATE, "Stage"))
    return made


def test_a_role_is_what_its_policies_allow() -> None:
    assert actions_of_role(TEMPLATE, "Stage") == {
        "dynamodb:UpdateItem",
        "s3:GetObject",
        "xray:PutTraceSegments",
    }


@pytest.mark.parametrize(
    ("target", "refused"),
    [
        ("DynamoDB_20120810.UpdateItem", None),
        ("DynamoDB_20120810.PutItem", "dynamodb:PutItem"),
        ("DynamoDB_20120810.Query", "dynamodb:Query"),
        ("AWSStepFunctions.StartExecution", "states:StartExecution"),
        ("secretsmanager.GetSecretValue", "secretsmanager:GetSecretValue"),
        ("Somebody.Else", None),
    ],
)
def test_what_a_role_lacks_is_refused(permissions: Permissions, target: str, refused: str | None) -> None:
    assert permissions.refused(signed(access_key_of("stage"), target)) == refused
    assert permissions.refused(signed("local", target)) is None, "the stack itself may do everything"


def test_a_transaction_is_its_parts(permissions: Permissions) -> None:
    me, target = access_key_of("stage"), "DynamoDB_20120810.TransactWriteItems"
    assert permissions.refused_parts(signed(me, target), b'{"TransactItems": [{"Update": {}}]}') is None
    parts = b'{"TransactItems": [{"Update": {}}, {"Put": {}}]}'
    assert permissions.refused_parts(signed(me, target), parts) == "dynamodb:PutItem"
    assert permissions.refused_parts(signed("local", target), parts) is None


@pytest.mark.parametrize(
    ("target", "body", "passes"),
    [
        ("DynamoDB_20120810.UpdateItem", {}, True),
        ("DynamoDB_20120810.GetItem", {}, False),
        ("DynamoDB_20120810.TransactWriteItems", {"TransactItems": [{"Update": {}}]}, True),
        ("DynamoDB_20120810.TransactWriteItems", {"TransactItems": [{"Delete": {}}]}, False),
    ],
)
def test_the_front_answers_as_aws_does(target: str, body: Any, passes: bool) -> None:
    heard: list[bytes] = []

    def moto(environ: Any, _start: Any) -> list[bytes]:
        heard.append(environ["wsgi.input"].read())
        return [b"moto"]

    started: list[str] = []
    front = AwsFront(moto, pool=None, items=None)  # type: ignore[arg-type]  # neither is asked
    front.permissions.allow("stage", actions_of_role(TEMPLATE, "Stage"))
    answer = front(signed(access_key_of("stage"), target, body), lambda status, _: started.append(status))  # type: ignore[arg-type]
    if passes:
        assert (list(answer), json.loads(heard[0])) == ([b"moto"], body)
    else:
        assert started == ["400 Error"]
        assert json.loads(b"".join(answer))["__type"] == "AccessDeniedException"
        assert heard == []
