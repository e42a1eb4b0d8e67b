"""The answerer that a preview was made with serves after the edit: an index is not built twice for one edit."""

from collections.abc import Callable
from threading import Lock

from bot.answer.pipeline import Answerer
from bot.model.knowledge import Knowledge


class Prebuilt:
    """Builds like `build` and keeps the last result until somebody asks for the same knowledge again."""

    def __init__(self, build: Callable[[Knowledge], Answerer]) -> None:
        self._build, self._lock = build, Lock()
        self._kept: tuple[str, Answerer] | None = None

    def __call__(self, knowledge: Knowledge) -> Answerer:
        """The answerer to serve; what was kept is handed out once."""
        with self._lock:
            kept, self._kept = self._kept, None
        return kept[1] if kept and kept[0] == knowledge.version else self._build(knowledge)

    def ahead(self, knowledge: Knowledge) -> Answerer:
        """The answerer of knowledge that may serve soon."""
        with self._lock:
            kept = self._kept
        if kept and kept[0] == knowledge.version:
            return kept[1]
        built = self._build(knowledge)
        with self._lock:
            self._kept = knowledge.version, built
        return built
