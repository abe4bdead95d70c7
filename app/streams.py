"""What is printed can be printed: no letter ends a command because the system's own letters lack it.

Windows hands programs that write into a file or a pipe its old code page, which lacks − and many names; a locale such
as C has only ASCII.
"""

import io
import os
import sys
from typing import Final

CHOSEN: Final = "PYTHONIOENCODING"
"""Where a user says which letters are printed."""


def printable() -> None:
    """Let files and pipes have UTF-8; a terminal, and who chose otherwise, gets ? for a letter that it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            kept = stream.isatty() or CHOSEN in os.environ
            stream.reconfigure(encoding=stream.encoding if kept else "utf-8", errors="replace")
