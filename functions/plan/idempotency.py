"""Makes planning remember its result by identity, in the single table."""

from collections.abc import Callable

from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)
from aws_lambda_powertools.utilities.idempotency.exceptions import IdempotencyAlreadyInProgressError
from aws_lambda_powertools.utilities.idempotency.serialization.pydantic import PydanticSerializer
from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.bootstrap import AwsPorts
from datainsight.services.identity import AnalysisIdentity
from datainsight.services.plan_analysis import Plan, PlannedAnalysis

LIFETIME_SECONDS = 7 * 24 * 3600
"""EventBridge delivers an event again for up to a day; people send the same file again for longer."""


def once(plan: Plan, *, ports: AwsPorts, context: LambdaContext) -> Plan:
    """A plan that is remembered for each identity; a failed one is forgotten, so that a retry makes it anew.

    While it is being made nobody waits for it, which may take minutes: the claim in the progress store tells
    at once whose work it is. Another execution's makes this one a duplicate. This one's own was left behind
    by an attempt that died, since the machine tries again only then; it is made anew.
    """
    config = IdempotencyConfig(
        expires_after_seconds=LIFETIME_SECONDS, hash_function="sha256", lambda_context=context
    )

    def call(*, identity: AnalysisIdentity) -> PlannedAnalysis:
        return plan(identity)

    def remembered_or_claimed(identity: AnalysisIdentity) -> PlannedAnalysis:
        remembered: Callable[..., PlannedAnalysis] = idempotent_function(
            call,
            data_keyword_argument="identity",
            persistence_store=_store(identity.workspace_id, ports),
            config=config,
            output_serializer=PydanticSerializer(PlannedAnalysis),
            key_prefix="plan",
        )
        try:
            return remembered(identity=identity)
        except IdempotencyAlreadyInProgressError:
            return plan(identity)

    return remembered_or_claimed


def _store(workspace_id: str, ports: AwsPorts) -> DynamoDBPersistenceLayer:
    """Among the items of the workspace, so that whoever deletes that leaves no plan behind."""
    return DynamoDBPersistenceLayer(
        table_name=ports.table,
        key_attr="pk",
        sort_key_attr="sk",
        static_pk_value=f"WORKSPACE#{workspace_id}",
        expiry_attr="expires_at",
        boto3_client=ports.dynamodb,
    )
