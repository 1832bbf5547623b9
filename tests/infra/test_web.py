"""The web app's bucket and distribution in the template."""

import json

from functions.api.dependencies import ORIGIN_KEY
from infra_cdk import web
from infra_cdk.web import API_PATHS
from tests.infra.template import Template


def test_pages_may_load_and_run_nothing_but_their_own(template: Template) -> None:
    policies = template.of_type("AWS::CloudFront::ResponseHeadersPolicy")
    distribution = template.only("AWS::CloudFront::Distribution")["DistributionConfig"]
    config = policies[distribution["DefaultCacheBehavior"]["ResponseHeadersPolicyId"]["Ref"]]
    security = config["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    content = json.dumps(security["ContentSecurityPolicy"])
    assert "default-src 'none'" in content
    assert "script-src 'self' 'wasm-unsafe-eval';" in content
    assert "unsafe" not in content.replace("'wasm-unsafe-eval'", ""), "WebAssembly is all that is loosened"
    assert security["FrameOptions"]["FrameOption"] == "DENY"
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] > 31_536_000
    assert "ContentTypeOptions" in security


def test_the_api_is_at_the_same_origin_and_never_cached(template: Template) -> None:
    distribution = template.only("AWS::CloudFront::Distribution")["DistributionConfig"]
    behaviours = {each["PathPattern"]: each for each in distribution["CacheBehaviors"]}
    assert set(behaviours) == set(API_PATHS)
    for each in behaviours.values():
        assert each["ViewerProtocolPolicy"] == "https-only"
        assert each["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # AWS's CachingDisabled
        assert "DELETE" in each["AllowedMethods"]


def test_cloudfront_proves_itself_with_a_secret_that_the_template_does_not_hold(template: Template) -> None:
    distribution = template.only("AWS::CloudFront::Distribution")["DistributionConfig"]
    (headers,) = [
        each["OriginCustomHeaders"] for each in distribution["Origins"] if "OriginCustomHeaders" in each
    ]
    assert [each["HeaderName"] for each in headers] == [ORIGIN_KEY] == [web.ORIGIN_KEY]
    assert "{{resolve:secretsmanager:" in json.dumps(headers[0]["HeaderValue"])


def test_only_the_distribution_reads_the_bucket(template: Template) -> None:
    (name,) = [each for each in template.of_type("AWS::S3::Bucket") if each.startswith("WebBucket")]
    bucket = template.resources[name]["Properties"]
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    (policy,) = [
        each for each in template.of_type("AWS::S3::BucketPolicy").values() if each["Bucket"] == {"Ref": name}
    ]
    allowed = [each for each in policy["PolicyDocument"]["Statement"] if each["Effect"] == "Allow"]
    assert [each["Principal"] for each in allowed] == [{"Service": "cloudfront.amazonaws.com"}]
    assert [each["Action"] for each in allowed] == ["s3:GetObject"]
    assert "AWS:SourceArn" in allowed[0]["Condition"]["StringEquals"]
