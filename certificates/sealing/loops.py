"""pyHanko signs in an event loop of its own, which a thread that has one already refuses it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def in_own_loop(work: Callable[[], Result]) -> Result:
    """Do ``work`` here, or in a thread lent for it where this one runs an event loop.

    A worker or a web server of ours runs none; a shell, a notebook or a browser's driver may.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(max_workers=1) as lent:
        return lent.submit(work).result()
