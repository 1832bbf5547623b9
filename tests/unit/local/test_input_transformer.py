"""EventBridge's input transformer."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra_cdk.local.corrections.input_transformer import fill, find, target_input

EVENT = {
    "id": "e-1",
    "source": "aws.s3",
    "detail-type": "Object Created",
    "resources": ["arn:a", "arn:b"],
    "detail": {"bucket": {"name": "b"}, "object": {"key": 'up/a "b".csv', "size": 7}, "none": None},
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$.id", "e-1"),
        ("$.detail-type", "Object Created"),
        ("$.detail.object.size", 7),
        ("$.detail.bucket", {"name": "b"}),
        ("$.resources[1]", "arn:b"),
        ("$.resources[2]", None),
        ("$.detail.absent.name", None),
        ("$.detail.none", None),
        ("$", EVENT),
    ],
)
def test_paths(path: str, expected: Any) -> None:
    assert find(EVENT, path) == expected


def test_a_transformer_as_cdk_writes_it() -> None:
    target = {
        "InputTransformer": {
            "InputPathsMap": {"key-of-it": "$.detail.object.key", "size": "$.detail.object.size"},
            "InputTemplate": '{"key":<key-of-it>,"size":<size>,"text":"got <key-of-it>!","n":0}',
        }
    }
    assert json.loads(target_input(target, EVENT)) == {
        "key": 'up/a "b".csv',
        "size": 7,
        "text": 'got up/a "b".csv!',
        "n": 0,
    }


def test_the_other_kinds_of_input() -> None:
    assert json.loads(target_input({}, EVENT)) == EVENT
    assert target_input({"Input": '{"a": 1}'}, EVENT) == '{"a": 1}'
    assert json.loads(target_input({"InputPath": "$.detail.bucket"}, EVENT)) == {"name": "b"}


def test_the_whole_event_is_a_variable() -> None:
    target = {"InputTransformer": {"InputTemplate": '{"all": <aws.events.event.json>}'}}
    assert json.loads(target_input(target, EVENT)) == {"all": EVENT}


def test_what_is_not_there_is_null() -> None:
    target = {
        "InputTransformer": {"InputPathsMap": {"x": "$.nothing"}, "InputTemplate": '{"a":<x>,"b":"<x>"}'}
    }
    assert json.loads(target_input(target, EVENT)) == {"a": None, "b": "null"}


@given(st.text())
def test_any_text_survives_in_both_places(text: str) -> None:
    assert json.loads(fill('{"bare":<v>,"quoted":"<v>"}', {"v": text})) == {"bare": text, "quoted": text}
