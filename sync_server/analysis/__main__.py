"""``python -m sync_server.analysis code --codebook FILE [--labels FILE.jsonl]``."""

import os
import sys

# One text after another needs one core; more only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", str(min(2, os.cpu_count() or 1)))

from sync_server.analysis.code_command import main

sys.exit(main())
