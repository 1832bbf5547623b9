"""Whoever deletes the account leaves nothing behind: storage, table, database and secrets are searched."""

import base64
import json
import uuid
from itertools import count
from typing import Any

from tests.e2e.api_user import ApiUser
from tests.e2e.test_accounts import PASSWORD, mailed_token
from tests.local_stack import LocalStackProcess

CANARY = "quokka-canary-4711"

_ROWS_AT_ONCE = 15
"""A reply of the Data API holds 1 MiB, a row 64 KiB; other tests leave many rows on the stack."""


def everything(stack: LocalStackProcess) -> str:
    """All keys and contents of storage, all items, all rows, all secrets."""
    objects = stored_objects(stack)
    rest = (*stored_items(stack), *stored_rows(stack), *stored_secrets(stack))
    return "\n".join([*objects, *objects.values(), *rest])


def stored_secrets(stack: LocalStackProcess) -> list[str]:
    """Names, descriptions, tags and values of all secrets, those that wait for their deletion included."""
    client = stack.client("secretsmanager")
    pages = client.get_paginator("list_secrets").paginate(IncludePlannedDeletion=True)
    return [
        json.dumps(
            [_plain(secret), client.get_secret_value(SecretId=secret["ARN"])["SecretString"]], default=str
        )
        if "DeletedDate" not in secret
        else json.dumps(_plain(secret), default=str)
        for page in pages
        for secret in page["SecretList"]
    ]


def stored_objects(stack: LocalStackProcess) -> dict[str, str]:
    """The contents of storage by key."""
    s3, bucket = stack.client("s3"), stack.outputs["BucketName"]
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    keys = [entry["Key"] for page in pages for entry in page.get("Contents", [])]
    return {
        key: s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode("utf-8", "replace") for key in keys
    }


def stored_items(stack: LocalStackProcess) -> list[str]:
    """All items of the table."""
    items = stack.client("dynamodb").get_paginator("scan").paginate(TableName=stack.outputs["TableName"])
    return [json.dumps(_plain(item), ensure_ascii=False) for page in items for item in page["Items"]]


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def stored_rows(stack: LocalStackProcess) -> list[str]:
    """Every table as text; as the owner without policies."""
    client = stack.client("rds-data")
    place = {
        "resourceArn": stack.outputs["DatabaseArn"],
        "secretArn": stack.outputs["DatabaseSecretArn"],
        "database": "datainsight",
    }
    tables = client.execute_statement(
        **place,
        sql="SELECT c.oid::regclass::text, c.relforcerowsecurity FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r'",
    )["records"]
    found = []
    for name, is_forced in tables:
        table = name["stringValue"]
        if is_forced["booleanValue"]:
            client.execute_statement(**place, sql=f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        read = f"SELECT row_to_json(t)::text FROM {table} t ORDER BY ctid LIMIT {_ROWS_AT_ONCE} OFFSET "
        for offset in count(step=_ROWS_AT_ONCE):
            rows = client.execute_statement(**place, sql=f"{read}{offset}")["records"]
            found += [f"{table}: {row[0]['stringValue']}" for row in rows]
            if len(rows) < _ROWS_AT_ONCE:
                break
        if is_forced["booleanValue"]:
            client.execute_statement(**place, sql=f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    return found


def test_nothing_is_left_of_who_leaves(local_stack: LocalStackProcess) -> None:
    user, email = ApiUser(local_stack.api_url), f"{uuid.uuid4().hex}@example.com"
    registration = {"email": email, "password": PASSWORD, "display_name": f"{CANARY}-name"}
    assert user.http.post("/auth/register", json=registration).status_code == 202
    body = {"token": mailed_token(local_stack, email), "password": PASSWORD}
    user.http.headers["authorization"] = f"Bearer {user.post('/auth/verify', body)['access_token']}"
    mine = user.get("/auth/me")
    user.post("/keys", {"name": f"{CANARY}-key"})
    user.post("/webhooks", {"url": f"https://{CANARY}.example/in", "events": ["dataset.cleaned"]})
    content = f"id,word\n1,{CANARY}-cell\n2,{CANARY}-cell\n3,plain\n".encode()
    analysed = user.analyse(f"{CANARY}.csv", content)
    assert analysed["status"] == "completed"
    password = f"{CANARY}-password"
    target = {"kind": "http", "url": f"https://{CANARY}.example/files/"}
    credentials = {"user": "reader", "password": password}
    user.post("/connections", {"name": f"{CANARY}-shop", "target": target, "credentials": credentials})
    where = f"/datasets/{analysed['dataset_id']}"
    job = user.post(f"{where}/clean", {})
    while user.get(f"{where}/cleanings/{job['cleaning_id']}?wait=20")["status"] in {"queued", "running"}:
        pass
    user.post("/exports/contract", {"analysis_id": analysed["analysis_id"], "format": "odcs"})
    exported = user.get("/auth/me/data")
    (dataset,) = exported["datasets"]
    assert dataset["analyses"][0]["profile_url"]
    assert {each["kind"] for each in dataset["cleanings"][0]["downloads"]} >= {"cleaned", "changes"}
    traces = [CANARY, password, email, mine["user"]["user_id"], mine["workspace_id"]]
    before = everything(local_stack)
    assert all(each in before for each in traces)
    reply = user.http.request("DELETE", "/auth/me", json={"email": email, "password": PASSWORD})
    assert reply.status_code == 204, reply.text
    after = everything(local_stack).splitlines()
    assert not [line for line in after if any(each in line for each in traces)]
    assert user.http.get("/auth/me").status_code == 401
