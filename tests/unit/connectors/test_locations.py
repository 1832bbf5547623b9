import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.connectors.locations import SourceUrl, masked, without_secrets
from datainsight.errors import UsageError


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ada:hush@host/db?table=t", "postgresql://***@host/db?table=t"),
        ("postgresql://ada:hu/sh@host/db", "postgresql://***@host/db"),
        ("postgresql://host/db?user=ada&password=hush&table=t", "postgresql://host/db?user=ada&password=***&table=t"),
        ("https://host/x.csv?X-Amz-Signature=abc&y=1", "https://host/x.csv?X-Amz-Signature=***&y=1"),
        ("https://host/@scope/x.csv", "https://host/@scope/x.csv"),
        ("s3://bucket/key", "s3://bucket/key"),
    ],
)  # fmt: skip
def test_credentials_are_hidden(url: str, shown: str) -> None:
    assert masked(url) == shown


@given(
    st.text(st.characters(codec="ascii", exclude_characters=" \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f"), min_size=4)
)
def test_no_password_is_shown_however_it_is_written(password: str) -> None:
    secret = f"S3{password}"

    assert secret not in masked(f"mongodb://ada:{secret}@host/db")


def test_our_parameters_are_taken_out() -> None:
    location = SourceUrl.of("postgresql://u@h/d?table=a.b&sslmode=require&options=-c%20x", ["table", "query"])

    assert location.own == {"table": "a.b"}
    assert location.without_own() == "postgresql://u@h/d?sslmode=require&options=-c%20x"


def test_an_empty_host_stays_one() -> None:
    location = SourceUrl.of("postgresql:///db?table=t&host=/run/postgresql", ["table"])

    assert location.without_own() == "postgresql:///db?host=%2Frun%2Fpostgresql"


def test_messages_of_libraries_lose_their_secrets() -> None:
    location = SourceUrl.of("postgresql://u:p%40ss@h/d", ["table"])

    assert without_secrets("bad\npassword p@ss or p%40ss", location.secrets()) == "bad password *** or ***"


@pytest.mark.parametrize("url", ["postgresql://h:port/d", "https://[::1/x"])
def test_what_is_no_url(url: str) -> None:
    with pytest.raises(UsageError):
        SourceUrl.of(url, [])
