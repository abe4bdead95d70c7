"""When nothing that was tried has a distance to the target."""


class NoDistanceError(Exception):
    """A search found no candidate with a finite distance; whoever knows its runs tells why (`generations`)."""
