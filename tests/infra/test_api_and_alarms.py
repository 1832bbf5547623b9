from typing import Any

from infra_cdk.function_plans import FUNCTION_PLANS
from tests.infra.template import Template


def test_one_application_behind_two_routes(template: Template) -> None:
    routes = template.of_type("AWS::ApiGatewayV2::Route").values()
    assert {route["RouteKey"] for route in routes} == {"ANY /", "ANY /{proxy+}"}
    integration = template.only("AWS::ApiGatewayV2::Integration")
    assert (integration["IntegrationType"], integration["PayloadFormatVersion"]) == ("AWS_PROXY", "2.0")


def test_the_stage_is_throttled_and_logged(template: Template) -> None:
    stage = template.only("AWS::ApiGatewayV2::Stage")
    assert stage["StageName"] == "$default"
    assert stage["DefaultRouteSettings"]["ThrottlingRateLimit"] == 50
    assert stage["DefaultRouteSettings"]["ThrottlingBurstLimit"] == 100
    assert "$context.requestId" in stage["AccessLogSettings"]["Format"]


def test_only_the_team_s_pages_may_call(template: Template) -> None:
    cors = template.only("AWS::ApiGatewayV2::Api")["CorsConfiguration"]
    assert cors["AllowOrigins"] == ["https://insight.acme.example"]


def test_the_api_answers_before_the_gateway_gives_up(template: Template) -> None:
    assert template.functions()["api"]["Timeout"] < 30


def _alarms(template: Template) -> list[dict[str, Any]]:
    return list(template.of_type("AWS::CloudWatch::Alarm").values())


def test_what_must_wake_somebody(template: Template) -> None:
    metrics = {(alarm["Namespace"], alarm["MetricName"]) for alarm in _alarms(template)}
    assert metrics == {
        ("AWS/States", "ExecutionsFailed"),
        ("AWS/States", "ExecutionsTimedOut"),
        ("AWS/Lambda", "Errors"),
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible"),
        ("AWS/ApiGateway", "5xx"),
        ("AWS/RDS", "ACUUtilization"),
    }
    watched = [alarm for alarm in _alarms(template) if alarm["Namespace"] == "AWS/Lambda"]
    assert len(watched) == len(FUNCTION_PLANS)


def test_every_alarm_says_what_it_means_and_goes_to_the_topic(template: Template) -> None:
    (topic,) = template.of_type("AWS::SNS::Topic")
    for alarm in _alarms(template):
        assert alarm["AlarmActions"] == [{"Ref": topic}]
        assert alarm["AlarmDescription"].endswith(".")
        assert alarm["TreatMissingData"] == "notBreaching"  # nothing runs, nothing is wrong


def test_the_team_s_address_is_told(template: Template, other_template: Template) -> None:
    assert template.only("AWS::SNS::Subscription")["Endpoint"] == "data-platform@acme.example"
    assert not other_template.of_type("AWS::SNS::Subscription")


def test_every_log_group_forgets(template: Template) -> None:
    for name, group in template.of_type("AWS::Logs::LogGroup").items():
        assert group["RetentionInDays"] == 30, name


def test_no_function_logs_into_a_group_that_is_kept_for_ever(template: Template) -> None:
    named = {str(group.get("LogGroupName")) for group in template.of_type("AWS::Logs::LogGroup").values()}
    for name, function in template.of_type("AWS::Lambda::Function").items():
        assert "LoggingConfig" in function or any(f"'Ref': '{name}'" in each for each in named), name


def test_the_outputs_that_scripts_rely_on(template: Template) -> None:
    assert set(template.content["Outputs"]) == {
        "ApiUrl",
        "BucketName",
        "TableName",
        "StateMachineArn",
        "DatabaseArn",
        "DatabaseSecretArn",
        "MigrateFunctionName",
        "WebUrl",
        "WebBucketName",
    }
