"""The pool: bounded in time and in what waits; a process that dies takes no answer with it."""

import asyncio
import os
import time
from pathlib import Path

import pytest

from app.page.limits import BusyError, PageError
from app.page.pool import Pool


def slow(seconds: float) -> float:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass
    return seconds


def wrong() -> None:
    raise PageError("told")


def dies_once(mark: str) -> str:
    path = Path(mark)
    if not path.exists():
        path.touch()
        os._exit(1)
    return "alive"


def test_what_takes_too_long_is_stopped() -> None:
    async def ask() -> None:
        pool = Pool(1, seconds=0.3)
        with pytest.raises(BusyError, match="too long"):
            await pool.run(slow, 30.0)
        assert await pool.run(slow, 0.01) == 0.01
        pool.close()

    asyncio.run(ask())


def test_who_comes_when_too_many_wait_is_told() -> None:
    async def ask() -> None:
        pool = Pool(1, waiting=2)
        first = [asyncio.create_task(pool.run(slow, 0.3)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError, match="try again"):
            await pool.run(slow, 0.1)
        assert await asyncio.gather(*first) == [0.3, 0.3]
        assert pool.inside == 0
        pool.close()

    asyncio.run(ask())


def test_mistakes_come_back_whole() -> None:
    async def ask() -> None:
        pool = Pool(1)
        with pytest.raises(PageError, match="told"):
            await pool.run(wrong)
        pool.close()

    asyncio.run(ask())


@pytest.mark.slow
def test_a_process_that_dies_is_replaced(tmp_path: Path) -> None:
    async def ask() -> str:
        pool = Pool(1)
        found = await pool.run(dies_once, str(tmp_path / "mark"))
        pool.close()
        return found

    assert asyncio.run(ask()) == "alive"
