"""The web app: a private bucket behind CloudFront, which passes /api on to the HTTP API."""

from urllib.parse import urlsplit

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as certificatemanager
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra_cdk.accounts import Accounts
from infra_cdk.acknowledgment import acknowledge
from infra_cdk.api import Api
from infra_cdk.storage import Storage
from infra_cdk.team import TeamSettings

API_PATHS = ("/api/*", "/docs", "/openapi.json")
"""What the application of the API answers; everything else is the web app."""

ORIGIN_KEY = "x-origin-key"
"""As in `functions.api.dependencies`."""

_TWO_YEARS = cdk.Duration.days(730)

# An address of the app, such as /analyses/5f0f…, is no file: the page that reads it is always the same one.
_APP_ROUTES = """\
function handler(event) {
  var request = event.request;
  if (request.uri.split('/').pop().indexOf('.') === -1) {
    request.uri = '/index.html';
  }
  return request;
}
"""


def content_policy(storage_origin: str) -> str:
    """The Content-Security-Policy of the app's pages: everything from their own origin, nothing inline.

    Args:
        storage_origin: Where files are uploaded to and large results come from.
    """
    return "; ".join(
        (
            "default-src 'none'",
            # DuckDB, which repairs files in the page, is WebAssembly; this allows that and still no eval.
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data: blob:",
            f"connect-src 'self' {storage_origin}",
            "manifest-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class Web(Construct):
    """Bucket and distribution; `python -m infra_cdk.publish_web` fills the bucket.

    Attributes:
        bucket: The built app.
        distribution: What browsers speak to.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        team: TeamSettings,
        storage: Storage,
        accounts: Accounts,
        api: Api,
    ) -> None:
        super().__init__(scope, construct_id)
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            server_access_logs_bucket=storage.access_logs,
            server_access_logs_prefix="web/",
            removal_policy=cdk.RemovalPolicy.DESTROY,  # it holds nothing but what a build makes again
        )
        self.distribution = self._distribution(team, storage, accounts, api)
        self._acknowledge(has_certificate=team.site_certificate_arn is not None)

    def _distribution(
        self, team: TeamSettings, storage: Storage, accounts: Accounts, api: Api
    ) -> cloudfront.Distribution:
        routes = cloudfront.Function(
            self,
            "AppRoutes",
            code=cloudfront.FunctionCode.from_inline(_APP_ROUTES),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
            comment="Addresses of the app lead to its one page",
        )
        pages = cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(self.bucket),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            response_headers_policy=self._page_headers(storage),
            function_associations=[
                cloudfront.FunctionAssociation(
                    function=routes, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
                )
            ],
        )
        stack = cdk.Stack.of(self)
        application = cloudfront.BehaviorOptions(
            origin=origins.HttpOrigin(
                f"{api.http_api.api_id}.execute-api.{stack.region}.{stack.url_suffix}",
                protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
                origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
                read_timeout=cdk.Duration.seconds(30),
                # So that the API may believe what CloudFront says of the viewer's address.
                custom_headers={ORIGIN_KEY: accounts.origin_secret.secret_value.unsafe_unwrap()},
            ),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            # API Gateway knows itself by its own host name only.
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            response_headers_policy=self._application_headers(),
        )
        host = urlsplit(team.site_url).hostname if team.site_url else None
        certificate = team.site_certificate_arn
        return cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"DataInsight Pro of team {team.name}",
            default_behavior=pages,
            additional_behaviors=dict.fromkeys(API_PATHS, application),
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            price_class=cloudfront.PriceClass.PRICE_CLASS_100,
            domain_names=[host] if host and certificate else None,
            certificate=(
                certificatemanager.Certificate.from_certificate_arn(self, "Certificate", certificate)
                if certificate
                else None
            ),
        )

    def _page_headers(self, storage: Storage) -> cloudfront.ResponseHeadersPolicy:
        return cloudfront.ResponseHeadersPolicy(
            self,
            "PageHeaders",
            comment="Pages of the web app",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy=content_policy(
                        f"https://{storage.bucket.bucket_regional_domain_name}"
                    ),
                    override=True,
                ),
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                frame_options=cloudfront.ResponseHeadersFrameOptions(
                    frame_option=cloudfront.HeadersFrameOption.DENY, override=True
                ),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=cloudfront.HeadersReferrerPolicy.NO_REFERRER, override=True
                ),
                strict_transport_security=_only_https(),
            ),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
                custom_headers=[
                    cloudfront.ResponseCustomHeader(header=header, value=value, override=True)
                    for header, value in (
                        ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"),
                        ("cross-origin-opener-policy", "same-origin"),
                        ("cross-origin-resource-policy", "same-origin"),
                    )
                ]
            ),
        )

    def _application_headers(self) -> cloudfront.ResponseHeadersPolicy:
        return cloudfront.ResponseHeadersPolicy(
            self,
            "ApplicationHeaders",
            comment="Answers of the API, which says the rest itself",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                strict_transport_security=_only_https()
            ),
        )

    def _acknowledge(self, *, has_certificate: bool) -> None:
        acknowledge(self.distribution, "CFR1", "The product is offered in every country.")
        acknowledge(
            self.distribution,
            "CFR2",
            "Pages are static, and the API throttles, limits attempts and authorises by itself; a web ACL "
            "would cost money while nobody works.",
        )
        acknowledge(
            self.distribution,
            "CFR3",
            "The API logs each call and the bucket each read; CloudFront's own needs a bucket with ACLs.",
        )
        if not has_certificate:
            acknowledge(
                self.distribution,
                "CFR4",
                "Without a certificate of the team's domain CloudFront's is used; its protocols are fixed.",
            )


def _only_https() -> cloudfront.ResponseHeadersStrictTransportSecurity:
    return cloudfront.ResponseHeadersStrictTransportSecurity(
        access_control_max_age=_TWO_YEARS, include_subdomains=False, override=True
    )
