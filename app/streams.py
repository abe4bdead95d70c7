"""What is printed can be printed: no letter ends a command because the system's own letters lack it.

Windows hands programs that write into a file or a pipe its old code page, which lacks − and many names; a locale such
as C has only ASCII.
"""

import io
import os
import sys
from typing import Final, TextIO

CHOSEN: Final = "PYTHONIOENCODING"
"""Where a user says which letters are printed."""


def printable() -> None:
    """Let files and pipes have UTF-8; a terminal, and who chose otherwise, gets ? for a letter that it lacks.

    What was closed before we began is written to nowhere.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            kept = stream.isatty() or CHOSEN in os.environ
            stream.reconfigure(encoding=stream.encoding if kept else "utf-8", errors="replace")


def unread(stream: TextIO | None) -> None:
    """Write to nowhere from now on, as nobody reads a pipe any more; else its last flush would tell of it."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
