"""Distributed Map: a failed item ends the map, children have their own ids, many items need no deep stack.

moto counts failed items, leaves None in their place and lets the map succeed; AWS tolerates none unless the
definition says so (and definitions that say so are refused, see definitions.py).
"""

import uuid
from collections.abc import Callable
from typing import Any

from moto.stepfunctions.parser.api import HistoryEventType, MapRunFailedEventDetails
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import (
    FailureEvent,
    FailureEventException,
)
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import (
    StatesErrorNameType,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration.itemprocessor import (
    distributed_item_processor_worker as module,
)
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails

from infra_cdk.local.patching import Patches

Worker = module.DistributedItemProcessorWorker


def correct_distributed_map(patches: Patches) -> None:
    """Installs all three corrections."""
    patches.replace(Worker, "_eval_job", _with_threshold)
    patches.replace(Worker, "_eval_pool", lambda _original: _eval_pool)


class _Child:
    """A child execution's program: inside it, `$$.Execution` is the child, not the machine's execution."""

    def __init__(self, program: Any, machine_arn: str) -> None:
        self._program = program
        self._machine_arn = machine_arn

    def eval(self, env: Any) -> None:
        """Runs the item's states."""
        context = env.states.context_object.context_object_data
        name = str(uuid.uuid4())
        arn = f"{self._machine_arn.replace(':stateMachine:', ':execution:')}:{name}"
        context["Execution"] = {**context["Execution"], "Id": arn, "Name": name}
        self._program.eval(env)


def _with_threshold(original: Callable[..., None]) -> Callable[..., None]:
    def eval_job(self: Any, env: Any, job: Any) -> None:
        record = self._map_run_record
        job.job_program = _Child(job.job_program, record.map_state_machine_arn)
        original(self, env, job)
        counters = record.item_counter
        if counters.failed.get() + counters.timed_out.get() > 0:
            job.job_output = _threshold_exceeded(self._env)

    return eval_job


def _threshold_exceeded(env: Any) -> FailureEventException:
    name = StatesErrorName(typ=StatesErrorNameType.StatesExceedToleratedFailureThreshold)
    details = MapRunFailedEventDetails(
        error=name.error_name, cause="The specified tolerated failure threshold was exceeded"
    )
    return FailureEventException(
        FailureEvent(
            env=env,
            error_name=name,
            event_type=HistoryEventType.MapRunFailed,
            event_details=EventDetails(mapRunFailedEventDetails=details),  # type: ignore[typeddict-item]  # one of many
        )
    )


def _eval_pool(self: Any, job: Any, worker_frame: Any) -> None:
    """As in moto, but a loop: there it calls itself for the next item, and 900 end in RecursionError."""
    while job is not None:
        job_frame = worker_frame.open_inner_frame()
        self._eval_job(env=job_frame, job=job)
        worker_frame.delete_frame(job_frame)
        is_last = isinstance(job.job_output, Exception) or self.stopped()
        following = None if is_last else self._job_pool.next_job()
        if following is None:
            # The frame goes before the job: the map goes on as soon as all jobs are closed.
            self._env.delete_frame(worker_frame)
            self._job_pool.close_job(job)
            return
        self._job_pool.close_job(job)
        job = following
    self._env.delete_frame(worker_frame)
