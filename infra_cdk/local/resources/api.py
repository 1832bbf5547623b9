"""API Gateway's HTTP API: routes of the application in front of the functions."""

from infra_cdk.local.errors import UnsupportedTemplateError
from infra_cdk.local.http_api import Cors, Route
from infra_cdk.local.resources.declaration import Created, Properties, ResourceType, require_known
from infra_cdk.local.resources.deployment import Deployment

_CORS_MEMBERS = ("AllowHeaders", "AllowMethods", "AllowOrigins", "ExposeHeaders", "MaxAge")


def _create_api(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    if properties["ProtocolType"] != "HTTP":
        raise UnsupportedTemplateError(
            f"{logical_id}: protocol {properties['ProtocolType']} does not run locally"
        )
    cors = properties.get("CorsConfiguration")
    if cors:
        require_known(f"{logical_id}.CorsConfiguration", cors, _CORS_MEMBERS)
        deployment.http_api.cors = Cors(
            origins=cors.get("AllowOrigins", []),
            methods=cors.get("AllowMethods", []),
            headers=cors.get("AllowHeaders", []),
            exposed=cors.get("ExposeHeaders", []),
            max_age=cors.get("MaxAge"),
        )
    deployment.http_api.api_id = logical_id.lower()[:10]
    return Created(deployment.http_api.api_id, {"ApiEndpoint": deployment.api_url, "ApiId": logical_id})


def _create_integration(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    kind, version = properties["IntegrationType"], properties["PayloadFormatVersion"]
    if (kind, version) != ("AWS_PROXY", "2.0"):
        raise UnsupportedTemplateError(f"{logical_id}: integration {kind} {version} does not run locally")
    deployment.integrations[logical_id] = properties["IntegrationUri"]
    deployment.pool.expect_waiting(properties["IntegrationUri"])
    return Created(logical_id)


def _create_route(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    if properties.get("AuthorizationType", "NONE") != "NONE":
        raise UnsupportedTemplateError(f"{logical_id}: authorizers do not run locally")
    function = deployment.integrations[properties["Target"].removeprefix("integrations/")]
    deployment.http_api.routes.append(Route(properties["RouteKey"], function))
    return Created(logical_id)


def _create_stage(_deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    if properties["StageName"] != "$default":
        raise UnsupportedTemplateError(f"{logical_id}: only the stage $default has no prefix in its paths")
    return Created("$default")


API = ResourceType(
    name="AWS::ApiGatewayV2::Api",
    create=_create_api,
    honoured=frozenset({"CorsConfiguration", "ProtocolType"}),
    left_out={"Description": "for people", "Name": "for people", "Tags": "nothing reads them"},
)
INTEGRATION = ResourceType(
    name="AWS::ApiGatewayV2::Integration",
    create=_create_integration,
    honoured=frozenset({"IntegrationType", "IntegrationUri", "PayloadFormatVersion"}),
    left_out={"ApiId": "there is one API"},
)
ROUTE = ResourceType(
    name="AWS::ApiGatewayV2::Route",
    create=_create_route,
    honoured=frozenset({"AuthorizationType", "RouteKey", "Target"}),
    left_out={"ApiId": "there is one API"},
)
STAGE = ResourceType(
    name="AWS::ApiGatewayV2::Stage",
    create=_create_stage,
    honoured=frozenset({"StageName"}),
    left_out={
        "AccessLogSettings": "nobody reads access logs of a laptop",
        "ApiId": "there is one API",
        "AutoDeploy": "there is one deployment",
        "DefaultRouteSettings": "one user is not throttled",
        "Tags": "nothing reads them",
    },
)
