"""State machines on AWS Step Functions."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from datainsight.adapters.client_errors import code_of
from datainsight.models.base import Frozen
from datainsight.services.ports import ExecutionState

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient


class StepFunctionsWorkflow:
    """Implements `services.ports.Workflow`.

    Args:
        client: Step Functions client.
        state_machine_arn: Of a standard state machine.
    """

    def __init__(self, client: "SFNClient", state_machine_arn: str) -> None:
        self._client = client
        self._state_machine_arn = state_machine_arn

    def execution_id(self, name: str) -> str:
        """ARNs of executions follow from the machine's."""
        return f"{self._state_machine_arn.replace(':stateMachine:', ':execution:', 1)}:{name}"

    def start(self, name: str, execution_input: Frozen) -> str:
        """Starts an execution; the name makes repeated calls harmless."""
        try:
            self._client.start_execution(
                stateMachineArn=self._state_machine_arn, name=name, input=execution_input.model_dump_json()
            )
        except ClientError as error:
            if code_of(error) != "ExecutionAlreadyExists":
                raise
        return self.execution_id(name)

    def state(self, execution_id: str) -> ExecutionState:
        """Whether it still runs."""
        try:
            status = self._client.describe_execution(executionArn=execution_id)["status"]
        except ClientError as error:
            if code_of(error) in {"ExecutionDoesNotExist", "InvalidArn"}:
                return ExecutionState.UNKNOWN
            raise
        return ExecutionState.RUNNING if status in {"RUNNING", "PENDING_REDRIVE"} else ExecutionState.ENDED

    def stop(self, execution_id: str, cause: str) -> None:
        """Stops it if it runs."""
        try:
            self._client.stop_execution(executionArn=execution_id, cause=cause)
        except ClientError as error:
            if code_of(error) not in {"ExecutionDoesNotExist", "InvalidArn", "ValidationException"}:
                raise
