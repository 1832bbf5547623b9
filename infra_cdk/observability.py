"""Alarms that somebody must act on, the topic they go to, and one page to look at."""

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from aws_cdk.aws_sns_subscriptions import EmailSubscription
from constructs import Construct

from infra_cdk.api import Api
from infra_cdk.database import Database
from infra_cdk.functions import Functions
from infra_cdk.pipeline import Pipeline
from infra_cdk.storage import Storage
from infra_cdk.team import TeamSettings

_FIVE_MINUTES = cdk.Duration.minutes(5)


class Observability(Construct):
    """Topic, alarms, dashboard. docs/DEPLOYMENT.md says for each alarm what to do."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        team: TeamSettings,
        storage: Storage,
        database: Database,
        functions: Functions,
        pipeline: Pipeline,
        api: Api,
    ) -> None:
        super().__init__(scope, construct_id)
        self.topic = sns.Topic(self, "Alarms", display_name=f"DataInsight {team.name}", enforce_ssl=True)
        if team.alarm_email:
            self.topic.add_subscription(EmailSubscription(team.alarm_email))
        self._pipeline_alarms(pipeline)
        self._function_alarms(functions)
        self._alarm(
            "DeadLettersWaiting",
            storage.dead_letters.metric_approximate_number_of_messages_visible(
                period=_FIVE_MINUTES, statistic="Maximum"
            ),
            threshold=1,
            description="An event was not delivered: an upload was not analysed or a failure not recorded.",
        )
        self._alarm(
            "ApiServerErrors",
            api.stage.metric_server_error(period=_FIVE_MINUTES, statistic="Sum"),
            threshold=5,
            description="The API answered 5xx five times within five minutes.",
        )
        utilization = database.cluster.metric_acu_utilization(period=_FIVE_MINUTES, statistic="Average")
        self._alarm(
            "DatabaseAtItsLimit",
            utilization,
            threshold=90,
            periods=3,
            description="The database used over 90 % of its maximum capacity for a quarter of an hour.",
        )
        self._dashboard(
            team, storage=storage, database=database, functions=functions, pipeline=pipeline, api=api
        )

    def _pipeline_alarms(self, pipeline: Pipeline) -> None:
        machine = pipeline.machine
        self._alarm(
            "AnalysesFailed",
            machine.metric_failed(period=_FIVE_MINUTES, statistic="Sum"),
            # One failure is most often an unreadable file, which its owner is told of.
            threshold=5,
            description="Five analyses failed within five minutes: more than single unreadable files.",
        )
        self._alarm(
            "AnalysesTimedOut",
            machine.metric_timed_out(period=_FIVE_MINUTES, statistic="Sum"),
            threshold=1,
            description="An analysis was ended by the state machine's own time limit.",
        )

    def _function_alarms(self, functions: Functions) -> None:
        for name, function in functions.by_name.items():
            self._alarm(
                f"{name.capitalize()}Errors",
                function.metric_errors(period=_FIVE_MINUTES, statistic="Sum"),
                # Retries are normal: a database that wakes up, a busy neighbour.
                threshold=1 if name in {"failure", "migrate", "rotate"} else 5,
                description=f"The function {name} raised errors; its log group says which.",
            )

    def _alarm(
        self, name: str, metric: cloudwatch.IMetric, *, threshold: float, description: str, periods: int = 1
    ) -> None:
        alarm = cloudwatch.Alarm(
            self,
            name,
            metric=metric,
            threshold=threshold,
            evaluation_periods=periods,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
            alarm_description=description,
        )
        alarm.add_alarm_action(actions.SnsAction(self.topic))

    def _dashboard(
        self,
        team: TeamSettings,
        *,
        storage: Storage,
        database: Database,
        functions: Functions,
        pipeline: Pipeline,
        api: Api,
    ) -> None:
        machine, cluster = pipeline.machine, database.cluster
        dashboard = cloudwatch.Dashboard(self, "Dashboard", dashboard_name=f"DataInsight-{team.name}")
        dashboard.add_widgets(
            _graph(
                "Analyses", machine.metric_succeeded(), machine.metric_failed(), machine.metric_timed_out()
            ),
            _graph(
                "Duration of an analysis",
                machine.metric_time(statistic="p50"),
                machine.metric_time(statistic="p95"),
            ),
            _graph(
                "API answers",
                api.stage.metric_count(),
                api.stage.metric_client_error(),
                api.stage.metric_server_error(),
            ),
        )
        dashboard.add_widgets(
            _graph(
                "Errors by function", *(function.metric_errors() for function in functions.by_name.values())
            ),
            _graph(
                "Duration by function (p95)",
                *(f.metric_duration(statistic="p95") for f in functions.by_name.values()),
            ),
            _graph(
                "Throttled calls", *(function.metric_throttles() for function in functions.by_name.values())
            ),
        )
        dashboard.add_widgets(
            _graph("Database capacity (ACU)", cluster.metric_serverless_database_capacity()),
            _graph(
                "Undelivered events", storage.dead_letters.metric_approximate_number_of_messages_visible()
            ),
            _graph(
                "Table: throttled and capacity",
                storage.table.metric_consumed_read_capacity_units(),
                storage.table.metric_consumed_write_capacity_units(),
            ),
        )


def _graph(title: str, *metrics: cloudwatch.IMetric) -> cloudwatch.GraphWidget:
    return cloudwatch.GraphWidget(title=title, left=list(metrics), width=8)
