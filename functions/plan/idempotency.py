"""Makes planning remember its result by identity, in the single table."""

from collections.abc import Callable

from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)
from aws_lambda_powertools.utilities.idempotency.serialization.pydantic import PydanticSerializer
from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.bootstrap import AwsPorts
from datainsight.services.identity import AnalysisIdentity
from datainsight.services.plan_analysis import Plan, PlannedAnalysis

LIFETIME_SECONDS = 7 * 24 * 3600
"""EventBridge delivers an event again for up to a day; people send the same file again for longer."""


def once(plan: Plan, *, ports: AwsPorts, context: LambdaContext) -> Plan:
    """A plan that is made at most once for each identity.

    While another process makes it, `IdempotencyAlreadyInProgressError` is raised: the state machine retries.
    A failed plan is forgotten, so that a retry makes it anew.
    """
    config = IdempotencyConfig(
        expires_after_seconds=LIFETIME_SECONDS, hash_function="sha256", lambda_context=context
    )
    store = DynamoDBPersistenceLayer(
        table_name=ports.table,
        key_attr="pk",
        sort_key_attr="sk",
        static_pk_value="IDEMPOTENCY#plan",
        expiry_attr="expires_at",
        boto3_client=ports.dynamodb,
    )

    def call(*, identity: AnalysisIdentity) -> PlannedAnalysis:
        return plan(identity)

    remembered: Callable[..., PlannedAnalysis] = idempotent_function(
        call,
        data_keyword_argument="identity",
        persistence_store=store,
        config=config,
        output_serializer=PydanticSerializer(PlannedAnalysis),
        key_prefix="plan",
    )
    return lambda identity: remembered(identity=identity)
