"""Numbers with their nouns and verbs: "1 run is", "2,000 runs are"."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def they_are(number: int, one: str) -> str:
    """A number with its noun, and "is" or "are"."""
    return f"{counted(number, one)} {'is' if number == 1 else 'are'}"


def some_of(number: int, of: int, one: str) -> str:
    """Part of a number: "1 of 12 runs", "1 of 1 run"."""
    return f"{number:,} of {counted(of, one)}"


def verb(number: int, one: str, many: str) -> str:
    """A verb in the form of the number: "lacks" or "lack"."""
    return one if number == 1 else many
