"""Browser contexts that are used again: a page in a new one takes twice the work, most of it a new process."""

from typing import Any


class Rooms:
    """Contexts of one browser.

    Each tab is alone in its context, and a context in which anything was kept is not used again: neither storage
    nor cookies nor routes of one test are met by another.
    """

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._free: dict[str, list[Any]] = {}
        self._used: list[tuple[str, Any]] = []

    def tab(self, **options: Any) -> Any:
        """A new tab in a context with these options."""
        kind = repr(sorted(options.items()))
        free = self._free.setdefault(kind, [])
        context = free.pop() if free else self._new(options)
        self._used.append((kind, context))
        return context.new_page()

    def leave(self) -> None:
        """Close all tabs."""
        for kind, context in self._used:
            context.unroute_all()
            kept = context.storage_state()
            for tab in context.pages[1:]:
                tab.close()
            if kept == {"cookies": [], "origins": []}:
                self._free[kind].append(context)
            else:
                context.close()
        self._used.clear()

    def _new(self, options: dict[str, Any]) -> Any:
        context = self._browser.new_context(**options)
        context.new_page()  # stays open: with the last page of a context its process would end
        return context
