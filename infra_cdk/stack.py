"""One team's whole product; this file only composes."""

import aws_cdk as cdk
from aws_cdk import aws_logs as logs
from aws_cdk import triggers
from constructs import Construct

from infra_cdk.accounts import Accounts
from infra_cdk.api import Api
from infra_cdk.billing import Billing
from infra_cdk.cleaning import Cleaning
from infra_cdk.database import Database
from infra_cdk.function_plans import API, MIGRATE, ROTATE
from infra_cdk.functions import Functions
from infra_cdk.imports import Imports
from infra_cdk.observability import Observability
from infra_cdk.pipeline import Pipeline
from infra_cdk.storage import Storage
from infra_cdk.team import TeamSettings
from infra_cdk.web import Web
from infra_cdk.webhooks import Webhooks


def stack_name(team: str) -> str:
    """Name of a team's CloudFormation stack.

    Args:
        team: Name of the team.

    Returns:
        "DataInsight-<team>".
    """
    return f"DataInsight-{team}"


class DataInsightStack(cdk.Stack):
    """Storage, database, functions, pipeline, API and what watches them."""

    def __init__(self, scope: Construct, *, team: TeamSettings) -> None:
        super().__init__(
            scope,
            stack_name(team.name),
            description=f"DataInsight Pro of team {team.name}",
            analytics_reporting=False,
            tags={"product": "datainsight", "team": team.name},
            synthesizer=cdk.DefaultStackSynthesizer(generate_bootstrap_version_rule=False),
        )
        retention = retention_of(team.log_retention_days)
        storage = Storage(self, "Storage", team=team)
        database = Database(self, "Database", team=team, retention=retention)
        accounts = Accounts(self, "Accounts", team=team)
        functions = Functions(
            self,
            "Functions",
            team=team,
            retention=retention,
            storage=storage,
            database=database,
            accounts=accounts,
        )
        accounts.rotate_with(functions.by_name[ROTATE.name])
        pipeline = Pipeline(
            self, "Pipeline", team=team, retention=retention, storage=storage, functions=functions
        )
        api_function = functions.by_name[API.name]
        pipeline.let_control(api_function)
        cleaning = Cleaning(
            self, "Cleaning", team=team, retention=retention, storage=storage, functions=functions
        )
        cleaning.let_control(api_function)
        webhooks = Webhooks(
            self, "Webhooks", team=team, retention=retention, storage=storage, functions=functions
        )
        webhooks.let_start(api_function)  # it replays deliveries
        imports = Imports(self, "Imports", team=team, retention=retention, functions=functions)
        imports.let_start(api_function)
        api = Api(self, "Api", team=team, retention=retention, function=api_function)
        web = Web(self, "Web", team=team, storage=storage, accounts=accounts, api=api)
        for name, value in {
            "WebUrl": f"https://{web.distribution.distribution_domain_name}",
            "WebBucketName": web.bucket.bucket_name,
        }.items():
            cdk.CfnOutput(self, name, value=value)
        if team.stripe_secret_arn:
            Billing(self, "Billing", storage=storage, functions=functions)
        self._migrate_before_traffic(functions, database, retention)
        Observability(
            self,
            "Observability",
            team=team,
            storage=storage,
            database=database,
            functions=functions,
            pipeline=pipeline,
            api=api,
        )
        self._outputs(storage, database, functions, pipeline, api)

    def _migrate_before_traffic(
        self, functions: Functions, database: Database, retention: logs.RetentionDays
    ) -> None:
        """At each deploy that changed the code: once the database is there, before any new code runs."""
        migrate = functions.by_name[MIGRATE.name]
        trigger = triggers.Trigger(
            self,
            "Migration",
            handler=migrate,
            timeout=cdk.Duration.minutes(6),
            invocation_type=triggers.InvocationType.REQUEST_RESPONSE,
        )
        trigger.execute_after(database.cluster, self._trigger_logs(retention))
        others = (function for function in functions.by_name.values() if function is not migrate)
        trigger.execute_before(*others)

    def _trigger_logs(self, retention: logs.RetentionDays) -> logs.LogGroup:
        """The trigger's own function would else log into a group that is kept for ever."""
        provider = self.node.find_child("AWSCDK.TriggerCustomResourceProviderCustomResourceProvider")
        function = provider.node.find_child("Handler")
        if not isinstance(function, cdk.CfnResource):
            raise TypeError("the trigger's provider no longer has its function as a plain resource")
        return logs.LogGroup(
            self,
            "MigrationTriggerLogs",
            log_group_name=f"/aws/lambda/{function.ref}",
            retention=retention,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )

    def _outputs(
        self, storage: Storage, database: Database, functions: Functions, pipeline: Pipeline, api: Api
    ) -> None:
        for name, value in {
            "ApiUrl": api.http_api.api_endpoint,
            "BucketName": storage.bucket.bucket_name,
            "TableName": storage.table.table_name,
            "StateMachineArn": pipeline.machine.state_machine_arn,
            "DatabaseArn": database.cluster_arn,
            "DatabaseSecretArn": database.secret_arn,
            "MigrateFunctionName": functions.by_name[MIGRATE.name].function_name,
        }.items():
            cdk.CfnOutput(self, name, value=value)


def retention_of(days: int) -> logs.RetentionDays:
    """CloudWatch's name for a number of days.

    Args:
        days: As in the team's settings.

    Returns:
        The member of the enumeration.

    Raises:
        ValueError: CloudWatch does not offer that length.
    """
    offered = {
        1: logs.RetentionDays.ONE_DAY,
        3: logs.RetentionDays.THREE_DAYS,
        7: logs.RetentionDays.ONE_WEEK,
        14: logs.RetentionDays.TWO_WEEKS,
        30: logs.RetentionDays.ONE_MONTH,
        60: logs.RetentionDays.TWO_MONTHS,
        90: logs.RetentionDays.THREE_MONTHS,
        180: logs.RetentionDays.SIX_MONTHS,
        365: logs.RetentionDays.ONE_YEAR,
    }
    if days not in offered:
        raise ValueError(f"log_retention_days is {days}; CloudWatch offers {', '.join(map(str, offered))}")
    return offered[days]
