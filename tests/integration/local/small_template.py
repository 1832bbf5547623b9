"""A template with one resource of each kind that the product has, and functions that need no product."""

import json
from pathlib import Path
from typing import Any

from infra_cdk.local.names import Place
from infra_cdk.local.template import Template

CODE = Path(__file__).parent / "code"
PLACE = Place(stack="Small")
RETRY = [
    {"ErrorEquals": ["PermanentError"], "MaxAttempts": 0},
    {
        "ErrorEquals": ["States.ALL"],
        "IntervalSeconds": 1,
        "MaxAttempts": 3,
        "BackoffRate": 1,
        "JitterStrategy": "FULL",
    },
]


def function(name: str, **properties: Any) -> dict[str, Any]:
    variables = {
        "BUCKET": {"Ref": "Bucket"},
        "TABLE": {"Ref": "Table"},
        "DATABASE": {
            "Fn::Sub": "arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:cluster:${Cluster}"
        },
        "SECRET": {"Fn::GetAtt": ["Cluster", "MasterUserSecret.SecretArn"]},
        "POWERTOOLS_SERVICE_NAME": name,
    }
    return {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "Handler": f"handlers.{name}",
            "Role": {"Fn::GetAtt": ["Role", "Arn"]},
            "Runtime": "python3.13",
            "Code": {"S3Key": "any"},
            "Timeout": 60,
            "MemorySize": 512,
            "Environment": {"Variables": variables},
            **properties,
        },
    }


def task(name: str, parameters: dict[str, Any], **members: Any) -> dict[str, Any]:
    resource = f"<{name.capitalize()}.Arn>"
    return {"Type": "Task", "Resource": resource, "Parameters": parameters, "Retry": RETRY, **members}


def definition() -> dict[str, Any]:
    """Plan, a Distributed Map over the shards that the uploaded file lists, and an end."""
    shard = {"name.$": "$.name", "shard.$": "$.shard", "execution_id.$": "$$.Execution.Id"}
    measure = {
        "Type": "Map",
        "Label": "shards",
        "MaxConcurrency": 2,
        "ItemReader": {
            "Resource": "arn:aws:states:::s3:getObject",
            "ReaderConfig": {"InputType": "JSON"},
            "Parameters": {"Bucket": "<Bucket>", "Key.$": "$.plan.shards_key"},
        },
        "ItemSelector": {"name.$": "$.plan.name", "shard.$": "$$.Map.Item.Value"},
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
            "StartAt": "Measure",
            "States": {"Measure": task("measure", shard, End=True)},
        },
        "ResultPath": None,
        "Next": "Conclude",
    }
    planned = {"key.$": "$.key", "etag.$": "$.etag", "execution_id.$": "$$.Execution.Id"}
    return {
        "StartAt": "Plan",
        "TimeoutSeconds": 120,
        "States": {
            "Plan": task("plan", planned, ResultPath="$.plan", Next="Measures"),
            "Measures": measure,
            "Conclude": task("conclude", {"name.$": "$.plan.name"}, End=True),
        },
    }


def _definition_string() -> dict[str, Any]:
    # As CDK does: the text of the definition, joined with references.
    text = json.dumps(definition())
    for name in ("Plan", "Measure", "Conclude"):
        text = text.replace(f"<{name}.Arn>", f"${{{name}.Arn}}")
    return {"Fn::Sub": text.replace("<Bucket>", "${Bucket}")}


def _rule(pattern: dict[str, Any], target: dict[str, Any]) -> dict[str, Any]:
    return {
        "Type": "AWS::Events::Rule",
        "Properties": {"EventPattern": pattern, "State": "ENABLED", "Targets": [target]},
    }


def _upload_rule() -> dict[str, Any]:
    detail = {"bucket": {"name": [{"Ref": "Bucket"}]}, "object": {"key": [{"prefix": "uploads/"}]}}
    pattern = {"source": ["aws.s3"], "detail-type": ["Object Created"], "detail": detail}
    transformer = {
        "InputPathsMap": {"key": "$.detail.object.key", "etag": "$.detail.object.etag"},
        "InputTemplate": '{"key":<key>,"etag":<etag>}',
    }
    return _rule(pattern, {"Id": "Target0", "Arn": {"Ref": "Machine"}, "InputTransformer": transformer})


def _end_rule() -> dict[str, Any]:
    statuses = ["FAILED", "TIMED_OUT", "ABORTED"]
    detail = {"status": statuses, "stateMachineArn": [{"Ref": "Machine"}]}
    pattern = {
        "source": ["aws.states"],
        "detail-type": ["Step Functions Execution Status Change"],
        "detail": detail,
    }
    return _rule(pattern, {"Id": "Target0", "Arn": {"Fn::GetAtt": ["Failure", "Arn"]}})


def small_template() -> Template:
    keys = [("pk", "HASH"), ("sk", "RANGE")]
    resources: dict[str, Any] = {
        "Bucket": {
            "Type": "AWS::S3::Bucket",
            "Properties": {
                "NotificationConfiguration": {"EventBridgeConfiguration": {"EventBridgeEnabled": True}},
                "CorsConfiguration": {
                    "CorsRules": [
                        {
                            "AllowedMethods": ["PUT"],
                            "AllowedOrigins": ["https://a.example"],
                            "ExposedHeaders": ["ETag"],
                        }
                    ]
                },
            },
        },
        "Table": {
            "Type": "AWS::DynamoDB::Table",
            "Properties": {
                "KeySchema": [{"AttributeName": name, "KeyType": kind} for name, kind in keys],
                "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name, _ in keys],
                "BillingMode": "PAY_PER_REQUEST",
                "TimeToLiveSpecification": {"AttributeName": "expires_at", "Enabled": True},
            },
        },
        "Secret": {
            "Type": "AWS::SecretsManager::Secret",
            "Properties": {
                "GenerateSecretString": {
                    "SecretStringTemplate": '{"user": "x"}',
                    "GenerateStringKey": "password",
                }
            },
        },
        "Cluster": {
            "Type": "AWS::RDS::DBCluster",
            "Properties": {
                "Engine": "aurora-postgresql",
                "EngineVersion": "16.13",
                "EnableHttpEndpoint": True,
                "DatabaseName": "small",
                "MasterUsername": "postgres",
                "ManageMasterUserPassword": True,
            },
        },
        "Dead": {"Type": "AWS::SQS::Queue", "Properties": {}},
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"Path": "/"}},
        "Policy": {
            "Type": "AWS::IAM::Policy",
            "Properties": {
                "PolicyName": "Policy",
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": ["dynamodb:PutItem", "dynamodb:UpdateItem"],
                            "Resource": {"Fn::GetAtt": ["Table", "Arn"]},
                        }
                    ],
                },
                "Roles": [{"Ref": "Role"}],
            },
        },
        **{
            name.capitalize(): function(name)
            for name in ("plan", "measure", "conclude", "failure", "api", "migrate")
        },
        "MigrateVersion": {
            "Type": "AWS::Lambda::Version",
            "Properties": {"FunctionName": {"Ref": "Migrate"}},
        },
        "Migration": {
            "Type": "Custom::Trigger",
            "Properties": {"HandlerArn": {"Ref": "MigrateVersion"}, "ExecuteOnHandlerChange": True},
        },
        "Machine": {
            "Type": "AWS::StepFunctions::StateMachine",
            "Properties": {
                "DefinitionString": _definition_string(),
                "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
            },
        },
        "OnUpload": _upload_rule(),
        "OnEnd": _end_rule(),
        "Http": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"ProtocolType": "HTTP"}},
        "Integration": {
            "Type": "AWS::ApiGatewayV2::Integration",
            "Properties": {
                "ApiId": {"Ref": "Http"},
                "IntegrationType": "AWS_PROXY",
                "IntegrationUri": {"Fn::GetAtt": ["Api", "Arn"]},
                "PayloadFormatVersion": "2.0",
            },
        },
        "Route": {
            "Type": "AWS::ApiGatewayV2::Route",
            "Properties": {
                "ApiId": {"Ref": "Http"},
                "RouteKey": "ANY /{proxy+}",
                "Target": {"Fn::Join": ["", ["integrations/", {"Ref": "Integration"}]]},
            },
        },
        "Stage": {"Type": "AWS::ApiGatewayV2::Stage", "Properties": {"StageName": "$default"}},
    }
    outputs = {
        "Bucket": {"Ref": "Bucket"},
        "Table": {"Ref": "Table"},
        "Machine": {"Ref": "Machine"},
        "Secret": {"Ref": "Secret"},
        "DatabaseSecret": {"Fn::GetAtt": ["Cluster", "MasterUserSecret.SecretArn"]},
        "DeadLetters": {"Ref": "Dead"},
        "ApiUrl": {"Fn::GetAtt": ["Http", "ApiEndpoint"]},
    }
    return Template(
        body={"Resources": resources, "Outputs": {name: {"Value": value} for name, value in outputs.items()}}
    )
