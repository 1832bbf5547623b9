"""Which executions were running: those that a kill interrupted are known at the next start."""

import datetime as dt
from dataclasses import dataclass

from infra_cdk.local.persistence.store import Store, StoreClosedError


@dataclass(frozen=True)
class ExecutionRecord:
    """An execution as its status events describe it.

    Attributes:
        arn: Of the execution.
        machine: ARN of the state machine.
        name: Of the execution.
        input: JSON text.
        started: When it began.
    """

    arn: str
    machine: str
    name: str
    input: str
    started: dt.datetime


class ExecutionRows:
    """Keeps one row per execution."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, record: ExecutionRecord) -> None:
        """The execution runs from now on."""
        values = (record.arn, record.machine, record.name, record.input, record.started.isoformat())
        self._store.write("INSERT OR REPLACE INTO executions VALUES (?, ?, ?, ?, ?, 'RUNNING')", values)

    def end(self, arn: str, status: str) -> bool:
        """The execution has ended; False if that no longer counts because the stack is stopping."""
        try:
            return self._store.write("UPDATE executions SET status = ? WHERE arn = ?", (status, arn)) > 0
        except StoreClosedError:
            return False

    def has_ended(self, arn: str) -> bool:
        """Whether an execution of that name is over, be it in an earlier life of the stack."""
        return bool(
            self._store.read("SELECT 1 FROM executions WHERE arn = ? AND status <> 'RUNNING'", (arn,))
        )

    def running(self) -> list[ExecutionRecord]:
        """Executions without an end, oldest first."""
        rows = self._store.read(
            "SELECT arn, machine, name, input, started FROM executions "
            "WHERE status = 'RUNNING' ORDER BY started"
        )
        return [
            ExecutionRecord(arn, machine, name, text, dt.datetime.fromisoformat(started))
            for arn, machine, name, text, started in rows
        ]
