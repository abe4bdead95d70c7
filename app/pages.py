"""Where a page in HTML may be written: a file that ends so, and no folder. So no other file is written over."""

from pathlib import Path

from sim.errors import OutputError

ENDINGS = (".html", ".htm")


def see_to_html(path: Path, what: str) -> None:
    """Refuse a place for a page, before the work begins.

    Args:
        path: as given with `--output`.
        what: the page, in words.

    Raises:
        OutputError: a folder, or a file of another kind.
    """
    if path.is_dir():
        raise OutputError(f"--output {path}: this is a folder; give a file, such as {path / 'page.html'}")
    if path.suffix.lower() not in ENDINGS:
        raise OutputError(f"--output {path}: {what} is written to a file that ends in .html; nothing was written")
