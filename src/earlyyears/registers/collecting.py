"""Making many small values without looking for circles that are not there."""

import gc
from collections.abc import Generator
from contextlib import contextmanager

__all__ = ["collector_paused"]


@contextmanager
def collector_paused() -> Generator[None, None, None]:
    """Pause Python's search for circles of objects while a file becomes records.

    Entries and records never point in circles, and looking through hundreds of
    thousands of them again and again takes as long as making them.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()
