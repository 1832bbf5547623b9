"""Every resource type says what it does with every property."""

import pytest

from infra_cdk.local.deploy import check_template
from infra_cdk.local.errors import UnsupportedTemplateError
from infra_cdk.local.resources.declaration import ResourceType
from infra_cdk.local.resources.registry import RESOURCE_TYPES
from infra_cdk.local.template import Template


def template_of(kind: str, **properties: object) -> Template:
    return Template(body={"Resources": {"Thing": {"Type": kind, "Properties": properties}}})


@pytest.mark.parametrize("declared", RESOURCE_TYPES.values(), ids=RESOURCE_TYPES)
def test_declarations_are_complete(declared: ResourceType) -> None:
    assert not declared.honoured & set(declared.left_out), "a property is either honoured or left out"
    assert all(declared.left_out.values()), "a property is left out for a reason"
    is_looked_at = bool(declared.honoured or declared.left_out)
    assert is_looked_at is not bool(declared.not_needed), "a type that makes no difference honours nothing"


def test_known_properties_pass() -> None:
    check_template(template_of("AWS::S3::Bucket", BucketName="b", BucketEncryption={}))


def test_an_unknown_property_is_named() -> None:
    with pytest.raises(UnsupportedTemplateError, match=r"Thing \(AWS::S3::Bucket\): ObjectLockEnabled"):
        check_template(template_of("AWS::S3::Bucket", BucketName="b", ObjectLockEnabled=True))


def test_an_unknown_type_is_named() -> None:
    with pytest.raises(UnsupportedTemplateError, match="Thing: resource type AWS::Kinesis::Stream"):
        check_template(template_of("AWS::Kinesis::Stream"))


def test_types_that_make_no_difference_may_have_any_property() -> None:
    check_template(template_of("AWS::IAM::Role", Whatever="x"))
