"""CloudFront: the web app of `frontend/dist` at the API's own address, with the template's headers."""

from infra_cdk.local.errors import UnsupportedTemplateError
from infra_cdk.local.resources.declaration import Created, Properties, ResourceType, require_known
from infra_cdk.local.resources.deployment import Deployment
from infra_cdk.local.web_site import WebSite
from layers.names import ROOT

FOLDER = ROOT / "frontend" / "dist"

_SECURITY_HEADERS = {
    "ContentSecurityPolicy": ("content-security-policy", "ContentSecurityPolicy"),
    "ContentTypeOptions": ("x-content-type-options", None),
    "FrameOptions": ("x-frame-options", "FrameOption"),
    "ReferrerPolicy": ("referrer-policy", "ReferrerPolicy"),
    "StrictTransportSecurity": ("strict-transport-security", "AccessControlMaxAgeSec"),
}


def _create_headers(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    config = properties["ResponseHeadersPolicyConfig"]
    known = ("Comment", "CustomHeadersConfig", "Name", "SecurityHeadersConfig")
    require_known(f"{logical_id}.ResponseHeadersPolicyConfig", config, known)
    security = config.get("SecurityHeadersConfig", {})
    require_known(f"{logical_id}.SecurityHeadersConfig", security, _SECURITY_HEADERS)
    headers = [
        (name, _value(name, str(security[member][key]) if key else "nosniff", deployment))
        for member, (name, key) in _SECURITY_HEADERS.items()
        if member in security
    ]
    custom = config.get("CustomHeadersConfig", {}).get("Items", [])
    headers.extend((each["Header"], each["Value"]) for each in custom)
    deployment.response_headers[logical_id] = headers
    return Created(logical_id, {"Id": logical_id})


def _value(name: str, text: str, deployment: Deployment) -> str:
    if name == "strict-transport-security":
        return f"max-age={text}"
    # Storage is at another address here.
    for domain in deployment.bucket_domains:
        text = text.replace(f"https://{domain}", deployment.aws_endpoint)
    return text


def _create_distribution(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    config = properties["DistributionConfig"]
    policy = config["DefaultCacheBehavior"].get("ResponseHeadersPolicyId")
    if policy not in deployment.response_headers:
        raise UnsupportedTemplateError(f"{logical_id}: its pages have no response headers policy")
    deployment.http_api.site = WebSite(
        folder=FOLDER,
        headers=deployment.response_headers[policy],
        elsewhere=[each["PathPattern"] for each in config.get("CacheBehaviors", [])],
        compresses=config["DefaultCacheBehavior"].get("Compress", False) is True,
    )
    return Created(logical_id, {"DomainName": deployment.api_url.split("://", 1)[1], "Id": logical_id})


def _create_reference(_deployment: Deployment, logical_id: str, _properties: Properties) -> Created:
    return Created(logical_id, {"FunctionARN": logical_id, "Id": logical_id})


HEADERS = ResourceType(
    name="AWS::CloudFront::ResponseHeadersPolicy",
    create=_create_headers,
    honoured=frozenset({"ResponseHeadersPolicyConfig"}),
)
DISTRIBUTION = ResourceType(
    name="AWS::CloudFront::Distribution",
    create=_create_distribution,
    honoured=frozenset({"DistributionConfig"}),
    left_out={"Tags": "nothing reads them"},
)
ROUTES = ResourceType(
    name="AWS::CloudFront::Function",
    create=_create_reference,
    not_needed="addresses of the app lead to its page in infra_cdk/local/web_site.py",
)
ACCESS = ResourceType(
    name="AWS::CloudFront::OriginAccessControl",
    create=_create_reference,
    not_needed="files are read from the folder they are built into",
)
