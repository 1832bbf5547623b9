"""The whole local stack: what is started in which order, and stopped in the reverse one."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from infra_cdk.local.aws_front import AwsFront
from infra_cdk.local.corrections.events import EventDelivery
from infra_cdk.local.corrections.executions import ExecutionEvents
from infra_cdk.local.data_directory import DataDirectory
from infra_cdk.local.database.postgres import EmbeddedPostgres
from infra_cdk.local.deploy import check_template, deploy
from infra_cdk.local.http_api import HttpApi
from infra_cdk.local.http_server import HOST, HttpServer, free_port, require_free
from infra_cdk.local.lambdas.log_files import LogFiles
from infra_cdk.local.lambdas.pool import LambdaPool
from infra_cdk.local.moto_server import forget_everything, install_corrections, moto_application
from infra_cdk.local.names import ACCESS_KEY, REGION, SECRET_KEY, WORKSPACE_ID, Place
from infra_cdk.local.patching import Patches
from infra_cdk.local.persistence.executions import ExecutionRows
from infra_cdk.local.persistence.items import ItemRows
from infra_cdk.local.persistence.objects import ObjectFiles
from infra_cdk.local.persistence.secrets import SecretRows
from infra_cdk.local.persistence.store import Store
from infra_cdk.local.persistence.triggers import TriggerRows
from infra_cdk.local.resources.deployment import Deployment
from infra_cdk.local.template import Resolver, Template


@dataclass(frozen=True)
class Options:
    """How a stack is run.

    Attributes:
        template: What to create.
        place: Its names.
        code: Task root of the functions: `functions` and `datainsight` are imported from there.
        data: Everything that survives.
        port: Of the HTTP API.
        aws_port: Of the AWS endpoint, which presigned URLs point to; 0 takes `port` + 1, or any free one if
            that is taken.
        resumes: How many calls the database answers first as if it were waking up from its pause.
        shard_bytes: About how large a shard is; None leaves it as deployed.
    """

    template: Template
    place: Place
    code: Path
    data: DataDirectory
    port: int
    aws_port: int = 0
    resumes: int = 0
    shard_bytes: int | None = None


class LocalStack:
    """Starts with `start`, ends with `stop`; both may be called once.

    Attributes:
        outputs: Of the CloudFormation stack.
    """

    def __init__(self, options: Options, progress: Callable[[str], None]) -> None:
        self._options = options
        self._progress = progress
        self._cleanup = ExitStack()
        self._clients: dict[str, Any] = {}
        self.outputs: dict[str, str] = {}
        self.api_url = f"http://localhost:{options.port}"
        self.aws_endpoint = ""

    def start(self) -> None:
        """Creates everything; on an error nothing is left running.

        Raises:
            LocalStackError: With the reason in one line.
        """
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Ends all processes and threads and frees the ports."""
        self._cleanup.close()

    def client(self, service: str) -> Any:
        """A boto3 client for one of the stack's services."""
        if service not in self._clients:
            self._clients[service] = boto3.Session().client(
                service,  # type: ignore[call-overload]  # any service
                endpoint_url=self.aws_endpoint,
                region_name=REGION,
                aws_access_key_id=ACCESS_KEY,
                aws_secret_access_key=SECRET_KEY,
                config=Config(retries={"total_max_attempts": 1}, read_timeout=900),
            )
        return self._clients[service]

    def _start(self) -> None:
        options, cleanup = self._options, self._cleanup
        check_template(options.template)
        require_free(options.port, "--port (make run PORT=…)")
        if options.aws_port:
            require_free(options.aws_port, "--aws-port")
        aws_port = options.aws_port or free_port(options.port + 1)
        self.aws_endpoint = f"http://{HOST}:{aws_port}"
        options.data.lock()
        cleanup.callback(options.data.unlock)
        self._describe_nothing()
        self._create(aws_port)
        options.data.describe(
            {"api_url": self.api_url, "aws_endpoint": self.aws_endpoint, "outputs": self.outputs}
        )
        cleanup.callback(self._describe_nothing)

    def _describe_nothing(self) -> None:
        self._options.data.description.unlink(missing_ok=True)

    def _create(self, aws_port: int) -> None:
        options, cleanup, data = self._options, self._cleanup, self._options.data
        log_files = LogFiles(data.logs)
        cleanup.callback(log_files.close)
        store = Store(data.store)
        cleanup.callback(store.close)
        pool = LambdaPool(self.aws_endpoint, log_files.write, dead_letter=self._send_dead_letter)
        delivery = EventDelivery(
            store,
            {
                "states": self._start_execution,
                "lambda": lambda arn, payload, _delivery: pool.handle_event(arn, payload.encode()),
            },
            self._send_dead_letter,
        )
        executions = ExecutionEvents(ExecutionRows(store), delivery)
        objects, items, secrets = ObjectFiles(data.objects, store), ItemRows(store), SecretRows(store)
        cleanup.callback(forget_everything)
        patches = Patches()
        cleanup.callback(patches.undo)
        install_corrections(
            patches,
            endpoint=self.aws_endpoint,
            delivery=delivery,
            executions=executions,
            objects=objects,
            items=items,
            secrets=secrets,
        )
        cleanup.callback(delivery.stop)
        front = AwsFront(moto_application(), pool, items)
        cleanup.callback(HttpServer(front, aws_port, "aws-endpoint").stop)
        cleanup.callback(pool.stop)
        http_api = HttpApi(pool.invoke)
        objects.sweep()
        self._deploy(
            Deployment(
                place=options.place,
                template=options.template,
                resolver=Resolver(options.template, options.place),
                client=self.client,
                pool=pool,
                front=front,
                http_api=http_api,
                aws_endpoint=self.aws_endpoint,
                api_url=self.api_url,
                code=options.code,
                environment=_environment(options),
                objects=objects,
                items=items,
                secrets=secrets,
                triggers=TriggerRows(store),
                progress=self._progress,
                start_postgres=self._start_postgres,
                on_stop=cleanup.callback,
                resumes=options.resumes,
            )
        )
        secrets.restore(self.client("secretsmanager"))
        cleanup.callback(HttpServer(http_api, options.port, "http-api").stop)
        # Closed before everything else at the end, so that what breaks while we stop is not recorded.
        cleanup.callback(store.close)
        interrupted = executions.abort_interrupted()
        if interrupted:
            self._progress(
                f"{interrupted} interrupted analyses are marked as failed; they can be started again"
            )
        delivery.deliver_leftovers()

    def _deploy(self, deployment: Deployment) -> None:
        self._progress("creating the resources of the template")
        self.outputs = deploy(deployment)

    def _start_postgres(self, major_version: int) -> EmbeddedPostgres:
        self._progress("starting PostgreSQL")
        postgres = EmbeddedPostgres(self._options.data.database, major_version)
        self._cleanup.callback(postgres.stop)
        postgres.start()
        return postgres

    def _start_execution(self, arn: str, payload: str, delivery_id: str) -> None:
        states = self.client("stepfunctions")
        # The same delivery tried twice is one execution; a name may have 80 characters.
        try:
            states.start_execution(stateMachineArn=arn, name=delivery_id[:80], input=payload)
        except states.exceptions.ExecutionAlreadyExists:
            return

    def _send_dead_letter(self, queue_arn: str, payload: str) -> None:
        queues = self.client("sqs")
        url = queues.get_queue_url(QueueName=queue_arn.rsplit(":", 1)[-1])["QueueUrl"]
        queues.send_message(QueueUrl=url, MessageBody=payload)


def _environment(options: Options) -> dict[str, str]:
    """What the functions are told here and not in the cloud."""
    own = {"DATAINSIGHT_LOCAL_WORKSPACE": WORKSPACE_ID}
    if options.shard_bytes is not None:
        own["DATAINSIGHT_SHARD_BYTES"] = str(options.shard_bytes)
    return own
