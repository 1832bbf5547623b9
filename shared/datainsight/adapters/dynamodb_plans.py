"""Plans of workspaces as last seen, in the single DynamoDB table: the database need not wake up for them.

pk = "WORKSPACE#<workspace>", sk = "PLAN".
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from datainsight.adapters import dynamodb_requests as requests
from datainsight.adapters.data_api import DataApi
from datainsight.adapters.data_api_catalog import DataApiCatalog
from datainsight.models.upload import WorkspacePlan
from datainsight.services.request_ports import PlanMemory

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_FRESH = timedelta(minutes=5)


class DynamoDbPlans:
    """Implements `services.request_ports.PlanMemory`; a process looks once in five minutes."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table
        self._looked: dict[str, tuple[datetime, WorkspacePlan | None]] = {}
        self._told: dict[str, WorkspacePlan] = {}

    def recall(self, workspace_id: str, now: datetime) -> WorkspacePlan | None:
        """From this process, or from the table."""
        known = self._looked.get(workspace_id)
        if known is not None and now - known[0] < _FRESH:
            return known[1]
        key = requests.key(workspace_id, "PLAN")
        item = self._client.get_item(TableName=self._table, Key=key).get("Item")
        plan = WorkspacePlan(item["plan"]["S"]) if item else None
        self._looked[workspace_id] = (now, plan)
        return plan

    def remember(self, workspace_id: str, plan: WorkspacePlan) -> None:
        """Writes it down where this process has not yet."""
        if self._told.get(workspace_id) is plan:
            return
        key = requests.key(workspace_id, "PLAN")
        self._client.put_item(TableName=self._table, Item={**key, "plan": {"S": plan.value}})
        self._told[workspace_id] = plan
        self._looked.pop(workspace_id, None)


class RememberingCatalog(DataApiCatalog):
    """The catalog, which tells of each plan that it sees."""

    def __init__(self, data_api: DataApi, plans: PlanMemory) -> None:
        super().__init__(data_api)
        self._plans = plans

    def plan_of(self, workspace_id: str) -> WorkspacePlan:
        """What the workspace pays for."""
        plan = super().plan_of(workspace_id)
        self._plans.remember(workspace_id, plan)
        return plan
