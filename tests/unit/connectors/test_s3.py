"""Objects and prefixes on moto."""

import gzip
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import boto3
import polars as pl
import pytest
from moto import mock_aws

from datainsight.cli import main
from datainsight.connectors.limits import OWN_MACHINE
from datainsight.connectors.many_files import partition_of
from datainsight.connectors.open_source import open_url
from datainsight.errors import RefusedError, SourceNotFoundError, UsageError


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        client = boto3.client("s3")
        client.create_bucket(Bucket="lake")
        yield lambda key, body: client.put_object(Bucket="lake", Key=key, Body=body)


def parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


def table(url: str) -> pl.DataFrame:
    return pl.concat(batch.frame for batch in open_url(url).batches())


def test_an_object(bucket: Any) -> None:
    bucket("in/a b.csv.gz", gzip.compress(b"x,y\n1,2\n3,4\n"))

    reading = open_url("s3://lake/in/a%20b.csv.gz")

    assert reading.description.name == "a b.csv.gz"
    assert table("s3://lake/in/a%20b.csv.gz").rows() == [("1", "2"), ("3", "4")]


def test_a_prefix_is_one_table_with_columns_by_name(bucket: Any) -> None:
    bucket("in/2024/a.csv", b"x,y\n1,2\n")
    bucket("in/2024/b.csv", b"y;z\n5;\xe9\n")
    bucket("in/2024/c.ndjson", b'{"x": 7, "w": "a,b"}\n')
    bucket("in/2024/_SUCCESS", b"")
    bucket("in/2024/.hidden.csv", b"q\n1\n")

    found = table("s3://lake/in/2024/")

    assert found.columns == ["x", "y", "z", "w"]
    assert found.rows() == [("1", "2", None, None), (None, "5", "é", None), ("7", None, None, "a,b")]
    assert open_url("s3://lake/in/2024").description.dialect is not None


def test_a_dataset_of_parquet_has_its_partitions_as_columns(bucket: Any) -> None:
    for year in (2023, 2024):
        bucket(
            f"sales/year={year}/part-0.parquet", parquet(pl.DataFrame({"id": [year, 1], "s": ["a", None]}))
        )

    found = table("s3://lake/sales/")

    assert found.columns == ["id", "s", "year"]
    assert found["id"].to_list() == ["2023", "1", "2024", "1"]
    assert found["year"].to_list() == ["2023", "2023", "2024", "2024"]


def test_what_is_not_there_or_too_much(bucket: Any, capsys: pytest.CaptureFixture[str]) -> None:
    bucket("a.csv", b"x\n1\n")

    with pytest.raises(SourceNotFoundError, match="no such object"):
        open_url("s3://lake/absent.csv")
    with pytest.raises(SourceNotFoundError, match="no such bucket"):
        open_url("s3://desert/")
    with pytest.raises(UsageError, match="name a bucket"):
        open_url("s3:///a.csv")
    with pytest.raises(RefusedError):
        open_url("s3://lake/a.csv", limits=replace(OWN_MACHINE, most_bytes=1))
    assert main(["profile", "s3://lake/absent.csv"]) == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_a_role_is_assumed(bucket: Any) -> None:
    bucket("a.csv", b"x\n1\n")

    assert table("s3://lake/a.csv?role_arn=arn:aws:iam::123456789012:role/reader").height == 1


def test_names_of_folders() -> None:
    key = "year=2024/city=S%C3%A3o%20Paulo/x=__HIVE_DEFAULT_PARTITION__/a=b.parquet"

    assert partition_of(key) == {"year": "2024", "city": "São Paulo", "x": None}
