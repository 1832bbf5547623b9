"""`python -m datainsight`."""

import sys

from datainsight.cli import main

if __name__ == "__main__":
    sys.exit(main())
