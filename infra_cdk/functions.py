"""The Lambda functions, each made of its row in `function_plans`."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from datainsight.adapters.credential_vault import secret_prefix
from infra_cdk.accounts import Accounts
from infra_cdk.acknowledgment import acknowledge, logical_id
from infra_cdk.database import DATABASE_NAME, Database
from infra_cdk.function_plans import (
    API,
    BILL,
    CLEAN_FAILURE,
    CONTRACT,
    FAILURE,
    FUNCTION_PLANS,
    INSIGHT,
    REPORT,
    FunctionPlan,
)
from infra_cdk.layers import ARCHITECTURE, RUNTIME, Layers
from infra_cdk.storage import UPLOADS, Storage
from infra_cdk.team import TeamSettings
from layers.stage_code import stage_code

ASSUMABLE = "DataInsight"
"""What the names of customers' roles begin with; `models.connection` says so too."""


class Functions(Construct):
    """All functions of the product, each with a role of its own that holds only what its row says.

    Attributes:
        by_name: Name in the table to the function.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        team: TeamSettings,
        retention: logs.RetentionDays,
        storage: Storage,
        database: Database,
        accounts: Accounts,
    ) -> None:
        super().__init__(scope, construct_id)
        self._team, self._retention, self._storage, self._database = team, retention, storage, database
        self._accounts = accounts
        self._layers = Layers(self, "Layers")
        self._code = lambda_.Code.from_asset(str(stage_code()))
        plans = (*FUNCTION_PLANS, BILL) if team.stripe_secret_arn else FUNCTION_PLANS
        self.by_name = {plan.name: self._function(plan) for plan in plans}
        self._let_call(API, REPORT, CONTRACT)

    def _function(self, plan: FunctionPlan) -> lambda_.Function:
        title = plan.name.capitalize()
        log_group = logs.LogGroup(
            self, f"{title}Logs", retention=self._retention, removal_policy=cdk.RemovalPolicy.DESTROY
        )
        # A role of its own: the default one carries a managed policy for every log group of the account.
        role = iam.Role(self, f"{title}Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        log_group.grant_write(role)
        function = lambda_.Function(
            self,
            title,
            description=f"DataInsight {self._team.name}: {plan.name}",
            runtime=RUNTIME,
            architecture=ARCHITECTURE,
            code=self._code,
            handler=plan.handler or f"functions.{plan.name}.handler.handler",
            layers=[self._layers.layer(name) for name in plan.layers],
            memory_size=plan.memory_mib,
            timeout=cdk.Duration.seconds(plan.timeout_seconds),
            ephemeral_storage_size=cdk.Size.mebibytes(plan.scratch_mib) if plan.scratch_mib > 512 else None,
            environment=self._environment(plan),
            log_group=log_group,
            logging_format=lambda_.LoggingFormat.JSON,
            tracing=lambda_.Tracing.ACTIVE,
            role=role,
            dead_letter_queue=self._storage.dead_letters if plan in {FAILURE, CLEAN_FAILURE} else None,
        )
        self._grant(plan, role)
        acknowledge(
            role,
            "IAM5[Resource::*]",
            "X-Ray's two Put actions know no resource; nothing else here has a star alone.",
        )
        acknowledge(
            function,
            "L1",
            "The layers are built and measured for Python 3.13; the runtime changes together with them.",
        )
        return function

    def _environment(self, plan: FunctionPlan) -> dict[str, str]:
        variables = {
            "DATAINSIGHT_TEAM": self._team.name,
            "DATAINSIGHT_BUCKET": self._storage.bucket.bucket_name,
            "DATAINSIGHT_TABLE": self._storage.table.table_name,
            "POWERTOOLS_SERVICE_NAME": plan.name,
            "POWERTOOLS_METRICS_NAMESPACE": "DataInsight",
            "LOG_LEVEL": "INFO",
            # As on the command line: the last digits of sums differ by the number of threads.
            "OPENBLAS_NUM_THREADS": "1",
        }
        if plan is INSIGHT and self._team.insight_providers:
            variables["DATAINSIGHT_INSIGHT_PROVIDERS"] = ",".join(self._team.insight_providers)
            if self._team.model_keys_secret_arn:
                variables["DATAINSIGHT_MODEL_KEYS_SECRET_ARN"] = self._team.model_keys_secret_arn
        if plan.database:
            variables["DATAINSIGHT_DATABASE_ARN"] = self._database.cluster_arn
            variables["DATAINSIGHT_DATABASE_SECRET_ARN"] = self._database.secret_arn
            variables["DATAINSIGHT_DATABASE_NAME"] = DATABASE_NAME
        if plan.accounts:
            variables |= self._accounts.environment()
        if self._team.stripe_secret_arn and plan.table:
            variables["DATAINSIGHT_IS_BILLED"] = "true"
        if self._team.stripe_secret_arn and plan is BILL:
            variables["DATAINSIGHT_STRIPE_SECRET_ARN"] = self._team.stripe_secret_arn
        if plan.webhooks:
            variables["DATAINSIGHT_WEBHOOK_SECRET_ARN"] = self._accounts.webhook_secret.secret_arn
        if plan.internet and self._team.allowed_networks:
            variables["DATAINSIGHT_ALLOWED_NETWORKS"] = ",".join(self._team.allowed_networks)
        return variables

    def _grant(self, plan: FunctionPlan, role: iam.Role) -> None:
        for prefixes, actions in (
            (plan.reads, ["s3:GetObject"]),
            (plan.writes, ["s3:PutObject", "s3:AbortMultipartUpload"]),
            (plan.deletes, ["s3:DeleteObject"]),
        ):
            if prefixes:
                self._grant_objects(role, prefixes, actions)
        if plan is API:
            self._grant_objects(role, (UPLOADS,), ["s3:ListMultipartUploadParts"])
        if plan.deletes:
            self._allow(role, ["s3:ListBucketMultipartUploads"], self._storage.bucket.bucket_arn)
        if plan.notices_absence:
            self._allow(role, ["s3:ListBucket"], self._storage.bucket.bucket_arn)
        self._grant_services(plan, role)

    def _grant_services(self, plan: FunctionPlan, role: iam.Role) -> None:
        if plan.table:
            self._allow(role, [f"dynamodb:{name}" for name in plan.table], self._storage.table.table_arn)
        if plan.database:
            self._database.grant_data_api(role)
        if plan.accounts:
            self._accounts.grant_use(role)
        if plan.webhooks:
            self._allow(role, ["secretsmanager:GetSecretValue"], self._accounts.webhook_secret.secret_arn)
        if plan is BILL and self._team.stripe_secret_arn:
            self._allow(role, ["secretsmanager:GetSecretValue"], self._team.stripe_secret_arn)
        if plan.vault:
            self._grant_vault(plan, role)
        if plan.announces:
            stack = cdk.Stack.of(self)
            bus = stack.format_arn(service="events", resource="event-bus", resource_name="default")
            self._allow(role, ["events:PutEvents"], bus)
        if plan is INSIGHT:
            self._grant_models(role)

    def _grant_vault(self, plan: FunctionPlan, role: iam.Role) -> None:
        """Secrets of connections by their names, and roles of customers by the name that theirs must have."""
        stack = cdk.Stack.of(self)
        named = f"{secret_prefix(self._team.name)}*"
        secrets = stack.format_arn(
            service="secretsmanager",
            resource="secret",
            resource_name=named,
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )
        own = ["CreateSecret", "PutSecretValue", "DeleteSecret"] if plan.vault == "own" else []
        self._allow(role, [f"secretsmanager:{each}" for each in ("GetSecretValue", *own)], secrets)
        roles = f"arn:{stack.partition}:iam::*:role/{ASSUMABLE}*"
        self._allow(role, ["sts:AssumeRole"], roles)
        acknowledge(
            role,
            f"IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:{named}]",
            "A connection's secret is made at run time; the prefix is this team's connections' alone.",
        )
        acknowledge(
            role,
            f"IAM5[Resource::arn:<AWS::Partition>:iam::*:role/{ASSUMABLE}*]",
            "Customers' accounts are known at run time only; their roles trust us by name and external id.",
        )

    def _grant_models(self, role: iam.Role) -> None:
        """To read the providers' keys, and to ask Bedrock, where the team wants that."""
        if self._team.model_keys_secret_arn and self._team.insight_providers:
            self._allow(role, ["secretsmanager:GetSecretValue"], self._team.model_keys_secret_arn)
        if "bedrock" in self._team.insight_providers:
            stack = cdk.Stack.of(self)
            project = f"arn:{stack.partition}:bedrock-mantle:{stack.region}:{stack.account}:project/default"
            self._allow(role, ["bedrock-mantle:CreateInference"], project)

    def _grant_objects(self, role: iam.Role, prefixes: tuple[str, ...], actions: list[str]) -> None:
        bucket = self._storage.bucket
        self._allow(role, actions, *(bucket.arn_for_objects(f"{prefix}*") for prefix in prefixes))
        for prefix in prefixes:
            acknowledge(
                role,
                f"IAM5[Resource::<{logical_id(bucket)}.Arn>/{prefix}*]",
                "Object keys are made at run time; the prefix is all that can be fixed beforehand.",
            )

    def _let_call(self, caller: FunctionPlan, *called: FunctionPlan) -> None:
        """The API calls functions that carry what it does not, Typst and polars, and waits for them."""
        api, functions = self.by_name[caller.name], [self.by_name[plan.name] for plan in called]
        for plan, function in zip(called, functions, strict=True):
            api.add_environment(f"DATAINSIGHT_{plan.name.upper()}_FUNCTION", function.function_name)
        arns = [function.function_arn for function in functions]
        api.add_to_role_policy(iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=arns))

    @staticmethod
    def _allow(role: iam.Role, actions: list[str], *resources: str) -> None:
        role.add_to_policy(iam.PolicyStatement(actions=actions, resources=list(resources)))
