"""First code of a function's process: ends with its parent, otherwise hands over to AWS's runtime client.

Started by path, so it imports nothing of this project: the task root alone decides what can be imported.
"""

import os
import sys
import threading

from awslambdaric import bootstrap
from awslambdaric.lambda_runtime_client import LambdaRuntimeClient


def _end_with_parent() -> None:
    # The pool holds the other end of stdin and never writes: end of file means that it was killed.
    while os.read(0, 4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # On Lambda another thread waits for each invocation, so that this one can answer signals. Here none is
    # sent that can be answered, and a thread for each invocation is a tenth of what a small one takes.
    bootstrap.run(sys.argv[1], LambdaRuntimeClient(os.environ["AWS_LAMBDA_RUNTIME_API"]))
