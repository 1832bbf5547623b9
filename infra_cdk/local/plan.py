"""Gives a workspace of the running local stack another plan: `python -m infra_cdk.local.plan pro`.

Without --workspace it is the one in which requests without a token act. In the cloud whoever runs the stack
does the same through the RDS Data API (docs/DEPLOYMENT.md).
"""

import argparse
import sys
from pathlib import Path

from infra_cdk.local.errors import LocalStackError
from infra_cdk.local.names import WORKSPACE_ID
from infra_cdk.local.running import RunningStack

_PLANS = ("free", "pro", "enterprise")
_STATEMENTS = (
    # Row-level security holds for whoever writes by hand, too.
    "SELECT set_config('app.workspace_id', :id, true)",
    "UPDATE workspaces SET plan = :plan WHERE id = CAST(:id AS uuid)",
)


def set_plan(stack: RunningStack, workspace_id: str, plan: str) -> None:
    """Counts from the next upload, analysis or cleaning on."""
    client = stack.client("rds-data")
    place = {"resourceArn": stack.outputs["DatabaseArn"], "secretArn": stack.outputs["DatabaseSecretArn"]}
    transaction = client.begin_transaction(**place, database="datainsight")["transactionId"]
    values = {"id": workspace_id, "plan": plan}
    for sql in _STATEMENTS:
        named = [
            {"name": name, "value": {"stringValue": value}}
            for name, value in values.items()
            if f":{name}" in sql
        ]
        client.execute_statement(**place, transactionId=transaction, parameters=named, sql=sql)
    client.commit_transaction(**place, transactionId=transaction)


def main(arguments: list[str] | None = None) -> int:
    """Command line; 1 where nothing runs."""
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.local.plan", description=__doc__)
    parser.add_argument("plan", choices=_PLANS)
    parser.add_argument("--workspace", default=WORKSPACE_ID, metavar="ID")
    parser.add_argument("--data-dir", type=Path, default=Path(".datainsight"))
    options = parser.parse_args(arguments)
    try:
        set_plan(RunningStack(options.data_dir), options.workspace, options.plan)
    except LocalStackError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
