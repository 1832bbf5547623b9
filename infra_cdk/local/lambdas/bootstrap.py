"""First code of a function's process: ends with its parent, otherwise hands over to AWS's runtime client.

Started by path, so it imports nothing of this project: the task root alone decides what can be imported.
"""

import os
import sys
import threading

from awslambdaric.__main__ import main


def _end_with_parent() -> None:
    # The pool holds the other end of stdin and never writes: end of file means that it was killed.
    while os.read(0, 4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    main(sys.argv)
