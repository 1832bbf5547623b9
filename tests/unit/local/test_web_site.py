"""The web app on the local stack: files, routes of the app, and the template's headers."""

import gzip
import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest

from infra_cdk.local.errors import UnsupportedTemplateError
from infra_cdk.local.http_api import HttpApi, Route
from infra_cdk.local.lambdas.function import Result
from infra_cdk.local.resources import web
from infra_cdk.local.web_site import WebSite
from infra_cdk.publish_web import main, publish
from infra_cdk.site_files import ASK_EACH_TIME, FOR_EVER, site_files
from tests.unit.adapters.aws import BUCKET, empty_aws, make_bucket

POLICY = {
    "ResponseHeadersPolicyConfig": {
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {
                "ContentSecurityPolicy": "connect-src 'self' https://data.s3.amazonaws.com",
                "Override": True,
            },
            "ContentTypeOptions": {"Override": True},
            "StrictTransportSecurity": {"AccessControlMaxAgeSec": 60, "Override": True},
        },
        "CustomHeadersConfig": {"Items": [{"Header": "permissions-policy", "Value": "camera=()"}]},
    }
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    built = tmp_path / "dist"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<!doctype html>the app")
    (built / "assets" / "app-1a2b.js").write_text("start()")
    (tmp_path / "secret.txt").write_text("secret")
    return built


@pytest.fixture
def api(folder: Path) -> HttpApi:
    answer = Result(payload=b'{"statusCode": 200, "body": "the api"}', error=None)
    site = WebSite(folder, [("x-frame-options", "DENY")], ["/api/*", "/docs"])
    return HttpApi(lambda name, payload: answer, routes=[Route("$default", "api")], site=site)


def ask(api: HttpApi, path: str, method: str = "GET") -> tuple[str, dict[str, str], bytes]:
    seen: list[Any] = []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "wsgi.input": io.BytesIO()}
    body = b"".join(api(environ, lambda status, headers: seen.extend((status, dict(headers)))))  # type: ignore[arg-type]
    return seen[0], seen[1], body


@pytest.mark.parametrize("path", ["/", "/analyses/5f0f", "/index.html"])
def test_addresses_of_the_app_lead_to_its_page(api: HttpApi, path: str) -> None:
    status, headers, body = ask(api, path)
    assert (status, body) == ("200 OK", b"<!doctype html>the app")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == ASK_EACH_TIME
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(("accepts", "is_packed"), [("br, gzip", True), ("", False)])
def test_texts_are_packed_for_browsers_that_take_that(folder: Path, accepts: str, is_packed: bool) -> None:
    script = b"start();" * 200
    (folder / "assets" / "large-1a2b.js").write_bytes(script)
    site = WebSite(folder, [], [], compresses=True)
    file = site.find("GET", "/assets/large-1a2b.js")
    assert file is not None
    seen: list[Any] = []
    environ = {"REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": accepts}
    body = b"".join(site.answer(file, environ, lambda _, headers: seen.extend(headers)))  # type: ignore[arg-type]
    headers = dict(seen)
    assert (headers.get("Content-Encoding") == "gzip", headers["Vary"]) == (is_packed, "Accept-Encoding")
    assert headers["Content-Length"] == str(len(body))
    assert (gzip.decompress(body) if is_packed else body) == script


def test_the_copy_beside_a_file_is_sent_to_browsers_that_like_it_better(folder: Path) -> None:
    (folder / "assets" / "large-1a2b.js").write_bytes(b"start();" * 200)
    (folder / "assets" / "large-1a2b.js.br").write_bytes(b"brotli's")
    site = WebSite(folder, [], [], compresses=True)
    file = site.find("GET", "/assets/large-1a2b.js")
    assert file is not None
    seen: list[Any] = []
    environ = {"REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}
    body = b"".join(site.answer(file, environ, lambda _, headers: seen.extend(headers)))  # type: ignore[arg-type]
    assert (dict(seen)["Content-Encoding"], body) == ("br", b"brotli's")
    assert "assets/large-1a2b.js.br" not in {each.key for each in site_files(folder)}


def test_files_with_hashes_are_kept_for_ever(api: HttpApi) -> None:
    _, headers, body = ask(api, "/assets/app-1a2b.js")
    assert (headers["Cache-Control"], body) == (FOR_EVER, b"start()")
    assert headers["Content-Type"].startswith("text/javascript")
    assert ask(api, "/assets/app-1a2b.js", "HEAD")[2] == b""


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/health"),
        ("GET", "/docs"),
        ("POST", "/"),
        ("GET", "/assets/none.js"),
        ("GET", "/../secret.txt"),
        ("GET", "//etc/hosts.txt"),
    ],
)
def test_everything_else_is_the_api_s(api: HttpApi, method: str, path: str) -> None:
    assert ask(api, path, method)[2] == b"the api"


def test_without_a_built_app_everything_is_as_before(api: HttpApi, folder: Path) -> None:
    (folder / "index.html").unlink()
    assert ask(api, "/")[2] == b"the api"


def test_headers_are_those_of_the_template_and_storage_is_here() -> None:
    deployment: Any = SimpleNamespace(
        response_headers={},
        bucket_domains=["data.s3.amazonaws.com"],
        aws_endpoint="http://127.0.0.1:8001",
        api_url="http://localhost:8000",
        http_api=SimpleNamespace(site=None),
    )
    web.HEADERS.create(deployment, "Headers", POLICY)
    behaviours = {
        "DefaultCacheBehavior": {"ResponseHeadersPolicyId": "Headers"},
        "CacheBehaviors": [{"PathPattern": "/api/*"}],
    }
    created = web.DISTRIBUTION.create(deployment, "Site", {"DistributionConfig": behaviours})
    assert created.attributes["DomainName"] == "localhost:8000"
    assert deployment.http_api.site == WebSite(
        web.FOLDER,
        [
            ("content-security-policy", "connect-src 'self' http://127.0.0.1:8001"),
            ("x-content-type-options", "nosniff"),
            ("strict-transport-security", "max-age=60"),
            ("permissions-policy", "camera=()"),
        ],
        ["/api/*"],
    )


def test_pages_without_headers_are_refused() -> None:
    deployment: Any = SimpleNamespace(response_headers={})
    config: dict[str, Any] = {"DistributionConfig": {"DefaultCacheBehavior": {}}}
    with pytest.raises(UnsupportedTemplateError, match="headers"):
        web.DISTRIBUTION.create(deployment, "Site", config)


def test_publishing_uploads_the_page_last(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch):
        make_bucket()
        client = boto3.client("s3")
        assert publish(folder, BUCKET, client) == 2
        page = client.get_object(Bucket=BUCKET, Key="index.html")
        script = client.get_object(Bucket=BUCKET, Key="assets/app-1a2b.js")
    assert (page["ContentType"], page["CacheControl"]) == ("text/html; charset=utf-8", ASK_EACH_TIME)
    assert script["CacheControl"] == FOR_EVER
    assert script["LastModified"] <= page["LastModified"]


def test_a_team_without_a_stack_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with empty_aws(monkeypatch):
        assert main(["--team", "nobody", "--folder", str(folder)]) == 1
    assert capsys.readouterr().err.startswith("error: ")


def test_an_app_that_was_not_built_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="build the web app first"):
        publish(tmp_path, BUCKET, client=None)  # type: ignore[arg-type]
