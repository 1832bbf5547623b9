"""Step Functions tells EventBridge about each execution's status, and no execution stays RUNNING for ever.

moto publishes nothing, and where its interpreter itself breaks, the execution has no end.
Source of the event: https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
"""

import datetime as dt
import logging
import time
import uuid
from collections.abc import Callable
from typing import Any

from moto.stepfunctions.exceptions import ExecutionAlreadyExists
from moto.stepfunctions.parser.api import ExecutionStatus
from moto.stepfunctions.parser.asl.utils.encoding import to_json_str
from moto.stepfunctions.parser.backend.execution import BaseExecutionWorkerCommunication, Execution
from moto.stepfunctions.parser.backend.execution_worker import ExecutionWorker
from moto.stepfunctions.parser.models import StepFunctionsParserBackend

from infra_cdk.local.corrections.events import EventDelivery, service_event
from infra_cdk.local.patching import Patches
from infra_cdk.local.persistence.executions import ExecutionRecord, ExecutionRows

_LOG = logging.getLogger(__name__)


class ExecutionEvents:
    """Records executions and publishes their status changes."""

    def __init__(self, rows: ExecutionRows, delivery: EventDelivery) -> None:
        self._rows = rows
        self._delivery = delivery

    def install(self, patches: Patches) -> None:
        """Hooks on begin, end and breakdown of an execution."""
        patches.replace(StepFunctionsParserBackend, "start_execution", self._refuse_known_name)
        patches.replace(Execution, "status", _status)
        patches.replace(Execution, "start", self._begin)
        patches.replace(Execution, "stop", self._stop)
        patches.replace(BaseExecutionWorkerCommunication, "terminated", self._end)
        patches.replace(ExecutionWorker, "_execution_logic", self._survive)

    def abort_interrupted(self) -> int:
        """Publishes ABORTED for executions that the end of an earlier stack interrupted.

        Returns:
            How many.
        """
        interrupted = self._rows.running()
        for record in interrupted:
            if self._rows.end(record.arn, "ABORTED"):
                cause = "The local stack was stopped while this execution was running."
                self._publish(record, "ABORTED", cause=cause)  # AWS names no error for one that was stopped
        return len(interrupted)

    def _refuse_known_name(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def start_execution(
            backend: StepFunctionsParserBackend,
            state_machine_arn: str,
            name: str | None,
            *args: Any,
            **kwargs: Any,
        ) -> Any:
            name = name or str(uuid.uuid4())  # AWS names an execution that nobody named; moto leaves it bare
            arn = f"{state_machine_arn.replace(':stateMachine:', ':execution:')}:{name}"
            if self._rows.has_ended(arn):
                raise ExecutionAlreadyExists(f"Execution Already Exists: '{arn}'")
            return original(backend, state_machine_arn, name, *args, **kwargs)

        return start_execution

    def _begin(self, original: Callable[..., None]) -> Callable[..., None]:
        def start(execution: Execution) -> None:
            execution.exec_status = ExecutionStatus.RUNNING
            record = _record(execution)
            self._rows.begin(record)
            self._publish(record, "RUNNING")
            original(execution)

        return start

    def _stop(self, original: Callable[..., None]) -> Callable[..., None]:
        def stop(execution: Execution, stop_date: dt.datetime, error: str | None, cause: str | None) -> None:
            if execution.exec_status != ExecutionStatus.RUNNING:
                return
            worker = execution.exec_worker
            while worker is not None and worker.env is None:
                time.sleep(0.01)  # it began a moment ago
            original(execution, stop_date=stop_date, error=error, cause=cause)
            # moto waits for the end of the task that runs, and takes the task's error for the execution's.
            execution.exec_status = ExecutionStatus.ABORTED
            execution.stop_date, execution.error, execution.cause = stop_date, error or None, cause or None
            self._tell_end(execution)

        return stop

    def _end(self, original: Callable[..., None]) -> Callable[..., None]:
        def terminated(communication: BaseExecutionWorkerCommunication) -> None:
            if communication.execution.exec_status == ExecutionStatus.RUNNING:
                original(communication)
                self._tell_end(communication.execution)

        return terminated

    def _survive(self, original: Callable[..., None]) -> Callable[..., None]:
        def execution_logic(worker: ExecutionWorker) -> None:
            try:
                original(worker)
            except Exception as error:
                communication = worker._execution_communication  # noqa: SLF001 - moto gives the worker no other link
                if not isinstance(communication, BaseExecutionWorkerCommunication):
                    raise
                _LOG.exception("the state machine's interpreter broke")
                execution = communication.execution
                execution.exec_status = ExecutionStatus.FAILED
                execution.stop_date = dt.datetime.now(dt.UTC)
                execution.error, execution.cause = "States.Runtime", f"{type(error).__name__}: {error}"
                self._tell_end(execution)

        return execution_logic

    def _tell_end(self, execution: Execution) -> None:
        status = str(execution.exec_status.value) if execution.exec_status else "FAILED"
        if not self._rows.end(execution.exec_arn, status):
            return
        output = to_json_str(execution.output) if status == "SUCCEEDED" else None
        error = execution.error or ("States.Timeout" if status == "TIMED_OUT" else None)
        if status != "SUCCEEDED":
            _LOG.warning(
                "execution %s %s: %s %s", execution.name, status, error, (execution.cause or "")[:500]
            )
        self._publish(_record(execution), status, output=output, error=error, cause=execution.cause)

    def _publish(
        self,
        record: ExecutionRecord,
        status: str,
        *,
        output: str | None = None,
        error: str | None = None,
        cause: str | None = None,
    ) -> None:
        stopped = None if status == "RUNNING" else int(dt.datetime.now(dt.UTC).timestamp() * 1000)
        detail = {
            "executionArn": record.arn,
            "stateMachineArn": record.machine,
            "name": record.name,
            "status": status,
            "startDate": int(record.started.timestamp() * 1000),
            "stopDate": stopped,
            "input": record.input,
            "output": output,
            "inputDetails": {"included": True},
            "outputDetails": {"included": True} if output is not None else None,
            "error": error,
            "cause": cause,
        }
        self._delivery.publish(
            service_event("aws.states", "Step Functions Execution Status Change", [record.arn], detail)
        )


def _status(_original: Any) -> property:
    """The status as text; moto lists an execution a moment before it has one, and breaks."""
    return property(lambda execution: (execution.exec_status or ExecutionStatus.RUNNING).value)


def _record(execution: Execution) -> ExecutionRecord:
    return ExecutionRecord(
        arn=execution.exec_arn,
        machine=execution.state_machine.arn,
        name=execution.name,
        input=execution.execution_input or "{}",
        started=execution.start_date,
    )
