"""The head of a request is read as `http.server` reads it."""

import io
from http.client import parse_headers

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra_cdk.local.http_head import HeadError, read_head

NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,15}", fullmatch=True)
VALUES = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_categories=["Cc"]), max_size=30
)


def head_of(text: str) -> object:
    first, _, rest = text.partition("\r\n")
    return read_head(first, io.BytesIO(rest.encode("latin-1")))


@given(st.lists(st.tuples(NAMES, VALUES), max_size=10))
def test_headers_are_those_of_the_parser_of_mails(headers: list[tuple[str, str]]) -> None:
    raw = "".join(f"{name}: {value}\r\n" for name, value in headers) + "\r\n"
    found = read_head("GET / HTTP/1.1", io.BytesIO(raw.encode("latin-1"))).headers
    expected = parse_headers(io.BytesIO(raw.encode("latin-1")))
    assert [(name, value.strip(" \t")) for name, value in expected.items()] == list(found.items())


def test_the_body_stays_where_it_is() -> None:
    raw = io.BytesIO(b"Content-Length: 4\r\n\r\nbody")
    assert read_head("POST /a?b=c HTTP/1.1", raw).target == "/a?b=c"
    assert raw.read() == b"body"


@pytest.mark.parametrize(
    ("protocol", "wish", "is_last"),
    [
        ("HTTP/1.1", "", False),
        ("HTTP/1.1", "Connection: Close\r\n", True),
        ("HTTP/1.0", "", True),
        ("HTTP/1.0", "Connection: keep-alive\r\n", False),
    ],
)
def test_says_whether_another_request_follows(protocol: str, wish: str, is_last: bool) -> None:
    assert read_head(f"GET / {protocol}", io.BytesIO(f"{wish}\r\n".encode())).is_last is is_last


def test_a_path_is_no_address() -> None:
    assert read_head("GET //evil.example/x HTTP/1.1", io.BytesIO(b"\r\n")).target == "/evil.example/x"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("GET /\r\n\r\n", 400),
        ("GET / HTTP/2.0\r\n\r\n", 505),
        ("GET / SMTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nno header\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nspace : before\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nA: b\r\n folded\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nA: b\r\n", 400),
        ("GET / HTTP/1.1\r\n" + "A: b\r\n" * 101 + "\r\n", 431),
        ("GET / HTTP/1.1\r\nA: " + "b" * 70_000 + "\r\n\r\n", 431),
    ],
)
def test_what_is_no_head_is_refused(text: str, status: int) -> None:
    with pytest.raises(HeadError) as caught:
        head_of(text)
    assert caught.value.status == status
