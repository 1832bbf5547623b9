"""References and intrinsic functions of CloudFormation."""

from typing import Any

import pytest

from infra_cdk.local.errors import UnsupportedTemplateError
from infra_cdk.local.names import Place
from infra_cdk.local.template import Resolver, Template, references

PLACE = Place(stack="Test-stack")


def resolver(**body: Any) -> Resolver:
    found = Resolver(Template(body={"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}, **body}), PLACE)
    found.remember("Bucket", "my-bucket", {"Arn": "arn:aws:s3:::my-bucket", "Nested.Name": "deep"})
    return found


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Ref": "Bucket"}, "my-bucket"),
        ({"Ref": "AWS::Region"}, "us-east-1"),
        ({"Fn::GetAtt": ["Bucket", "Arn"]}, "arn:aws:s3:::my-bucket"),
        ({"Fn::GetAtt": ["Bucket", "Nested.Name"]}, "deep"),
        ({"Fn::GetAtt": "Bucket.Nested.Name"}, "deep"),
        ({"Fn::Join": ["/", [{"Ref": "Bucket"}, "uploads", 1]]}, "my-bucket/uploads/1"),
        ({"Fn::Select": [1, {"Fn::Split": [":", "a:b:c"]}]}, "b"),
        ({"Fn::Select": ["0", {"Fn::GetAZs": ""}]}, "us-east-1a"),
        ({"Fn::Sub": "${Bucket}-${AWS::AccountId}-${!Literal}"}, "my-bucket-123456789012-${Literal}"),
        (
            {"Fn::Sub": ["${Bucket.Arn}/${what}", {"what": {"Ref": "Bucket"}}]},
            "arn:aws:s3:::my-bucket/my-bucket",
        ),
        ({"Fn::Base64": "hello"}, "aGVsbG8="),
        ({"a": {"Ref": "AWS::NoValue"}, "b": [1, {"Ref": "AWS::NoValue"}]}, {"b": [1]}),
        ({"Ref": "Bucket", "other": 1}, {"Ref": "Bucket", "other": 1}),
        ("${Bucket}", "${Bucket}"),
    ],
)
def test_intrinsics(value: Any, expected: Any) -> None:
    assert resolver().resolve(value) == expected


def test_parameters_use_their_default() -> None:
    assert resolver(Parameters={"Size": {"Type": "Number", "Default": 3}}).resolve({"Ref": "Size"}) == 3


def test_find_in_map() -> None:
    found = resolver(Mappings={"Regions": {"us-east-1": {"zone": "a"}}})
    assert found.resolve({"Fn::FindInMap": ["Regions", {"Ref": "AWS::Region"}, "zone"]}) == "a"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}, True),
        ({"Fn::Not": [{"Fn::Equals": ["a", "b"]}]}, True),
        ({"Fn::And": [{"Fn::Equals": ["a", "a"]}, {"Fn::Equals": ["a", "b"]}]}, False),
        ({"Fn::Or": [{"Fn::Equals": ["a", "b"]}, {"Condition": "Always"}]}, True),
    ],
)
def test_conditions(condition: Any, expected: bool) -> None:
    found = resolver(Conditions={"Always": {"Fn::Equals": ["x", "x"]}, "Asked": condition})
    assert found.holds("Asked") is expected
    assert found.resolve({"Fn::If": ["Asked", "yes", "no"]}) == ("yes" if expected else "no")


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ({"Ref": "Nobody"}, "Nobody"),
        ({"Fn::GetAtt": ["Bucket", "WebsiteURL"]}, r"Bucket.WebsiteURL \(AWS::S3::Bucket\)"),
        ({"Fn::Transform": {"Name": "Macro"}}, "Fn::Transform"),
    ],
)
def test_what_is_unknown_is_named(value: Any, named: str) -> None:
    with pytest.raises(UnsupportedTemplateError, match=named):
        resolver().resolve(value)


def test_references_are_found_everywhere() -> None:
    value = {
        "a": [{"Ref": "One"}, {"Fn::GetAtt": ["Two", "Arn"]}],
        "b": {"Fn::Sub": ["${Three} ${Four.Arn} ${!Not}", {"x": {"Ref": "Five"}}]},
        "c": {"Fn::GetAtt": "Six.Nested.Name"},
    }
    assert set(references(value)) == {"One", "Two", "Three", "Four", "Five", "Six"}


def test_creation_order_puts_the_needed_first() -> None:
    template = Template(
        body={
            "Resources": {
                "Last": {"Type": "T", "Properties": {"x": {"Ref": "Middle"}}, "DependsOn": ["Explicit"]},
                "Middle": {"Type": "T", "Properties": {"x": {"Fn::GetAtt": ["First", "Arn"]}}},
                "Explicit": {"Type": "T"},
                "First": {"Type": "T", "Properties": {"x": {"Ref": "AWS::Region"}}, "DependsOn": "Explicit"},
            }
        }
    )
    order = [resource.logical_id for resource in template.creation_order()]
    assert order == ["Explicit", "First", "Middle", "Last"]


def test_a_circle_is_refused() -> None:
    body = {
        "Resources": {
            "A": {"Type": "T", "DependsOn": "B"},
            "B": {"Type": "T", "Properties": {"x": {"Ref": "A"}}},
        }
    }
    with pytest.raises(UnsupportedTemplateError, match="A -> B -> A"):
        Template(body=body).creation_order()


def test_physical_names_are_stable_and_fit() -> None:
    long = "Storage" * 10 + "0A1B2C3D4E5F"
    name = PLACE.physical_name(long, limit=40, lower=True)
    assert name == PLACE.physical_name(long, limit=40, lower=True)
    assert len(name) == 40
    assert name.endswith("0a1b2c3d4e5f")
    assert PLACE.physical_name("Short", limit=40) == "Test-stack-Short"
