"""The HTTP API in front of the api function."""

import aws_cdk as cdk
import jsii
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from constructs import Construct

from infra_cdk.acknowledgment import acknowledge
from infra_cdk.team import TeamSettings

_ACCESS_LOG_FIELDS = {
    "requestId": "$context.requestId",
    "time": "$context.requestTime",
    "method": "$context.httpMethod",
    "path": "$context.path",
    "status": "$context.status",
    "latencyMs": "$context.responseLatency",
    "integrationError": "$context.integrationErrorMessage",
    "sourceIp": "$context.identity.sourceIp",
    "userAgent": "$context.identity.userAgent",
}


@jsii.implements(apigatewayv2.IAccessLogSettings)
class _AccessLogs:
    """jsii takes this interface from an object only, not from a dictionary as in the other languages."""

    def __init__(self, log_group: logs.LogGroup, line: str) -> None:
        self._destination = apigatewayv2.LogGroupLogDestination(log_group)
        self._format = apigateway.AccessLogFormat.custom(line)

    @property
    def destination(self) -> apigatewayv2.IAccessLogDestination:
        return self._destination

    @property
    def format(self) -> apigateway.AccessLogFormat:
        return self._format


class Api(Construct):
    """One catch-all route; the application behind it knows its paths.

    Attributes:
        http_api: The API.
        stage: Its default stage.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        team: TeamSettings,
        retention: logs.RetentionDays,
        function: lambda_.IFunction,
    ) -> None:
        super().__init__(scope, construct_id)
        self.http_api = apigatewayv2.HttpApi(
            self,
            "HttpApi",
            api_name=f"datainsight-{team.name}",
            description=f"DataInsight Pro of team {team.name}",
            create_default_stage=False,
            cors_preflight=_cors(team.allowed_origins),
        )
        integration = HttpLambdaIntegration("Application", function)
        for path in ("/", "/{proxy+}"):
            for route in self.http_api.add_routes(
                path=path, methods=[apigatewayv2.HttpMethod.ANY], integration=integration
            ):
                acknowledge(
                    route,
                    "APIG4",
                    "The application authorises each request itself (public health and documentation pages "
                    "share the route); whoever sends no token of an account is refused.",
                )
        access_logs = logs.LogGroup(
            self,
            "AccessLogs",
            log_group_name=f"/aws/vendedlogs/http-api/datainsight-{team.name}",
            retention=retention,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        self.stage = apigatewayv2.HttpStage(
            self,
            "DefaultStage",
            http_api=self.http_api,
            stage_name="$default",
            auto_deploy=True,
            detailed_metrics_enabled=True,
            throttle=apigatewayv2.ThrottleSettings(
                rate_limit=team.requests_per_second, burst_limit=team.burst
            ),
            access_log_settings=_AccessLogs(
                access_logs, cdk.Stack.of(self).to_json_string(_ACCESS_LOG_FIELDS)
            ),
        )


def _cors(origins: tuple[str, ...]) -> apigatewayv2.CorsPreflightOptions | None:
    if not origins:
        return None
    return apigatewayv2.CorsPreflightOptions(
        allow_origins=list(origins),
        allow_methods=[apigatewayv2.CorsHttpMethod.ANY],
        allow_headers=[
            "authorization",
            "content-type",
            "idempotency-key",
            "if-none-match",
            "x-workspace-id",
        ],
        expose_headers=[
            "etag",
            "idempotent-replayed",
            "location",
            "ratelimit",
            "ratelimit-policy",
            "retry-after",
            "x-request-id",
        ],
        max_age=cdk.Duration.hours(1),
    )
