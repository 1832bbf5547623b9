"""Accounts on the real local stack: from a mail in the outbox to an analysis that nobody else sees."""

import json
import re
import uuid

from tests.e2e.api_user import ApiUser
from tests.local_stack import LocalStackProcess

PASSWORD = "velvet kettle orbit 47 marmalade"


def mailed_token(stack: LocalStackProcess, email: str) -> str:
    s3, bucket = stack.client("s3"), stack.outputs["BucketName"]
    sent = s3.list_objects_v2(Bucket=bucket, Prefix=f"outbox/{email}/")["Contents"]
    mail = json.loads(s3.get_object(Bucket=bucket, Key=sent[-1]["Key"])["Body"].read())
    found = re.search(r"^(di[a-z]_\S+)$", mail["text"], re.MULTILINE)
    assert found
    return found[1]


def signed_in(stack: LocalStackProcess) -> ApiUser:
    user = ApiUser(stack.api_url)
    email = f"{uuid.uuid4().hex}@example.com"
    assert user.http.post("/auth/register", json={"email": email, "password": PASSWORD}).status_code == 202
    body = {"token": mailed_token(stack, email), "password": PASSWORD}
    tokens = user.http.post("/auth/verify", json=body).json()
    user.http.headers["authorization"] = f"Bearer {tokens['access_token']}"
    return user


def test_an_analysis_belongs_to_whoever_uploaded_the_file(local_stack: LocalStackProcess) -> None:
    ada, nobody = signed_in(local_stack), ApiUser(local_stack.api_url)
    key = ada.http.post("/keys", json={"name": "script", "scopes": ["read"]}).json()["key"]
    status = ada.analyse("mine.csv", b"id,city\n1,Bern\n2,Basel\n")
    assert status["status"] == "completed", status
    results = f"/analysis/{status['analysis_id']}/results"
    assert ada.http.get(results).status_code == 200
    assert nobody.http.get(results).status_code == 404
    assert ada.http.get(results, headers={"authorization": f"Bearer {key}"}).status_code == 200
    assert nobody.http.get(results, headers={"authorization": f"Bearer {key}x"}).status_code == 401
    assert status["dataset_id"] not in nobody.http.get("/datasets").text
