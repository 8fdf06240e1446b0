"""A slow disk holds up the requests that wait for it, and not the process."""

import threading
from pathlib import Path

from bot.db.sqlite import SLOW_FOR_S, SLOW_STATEMENT_S, Connection, DiskPace, connect


class Disk:
    """A clock on which each statement takes so long; notes the thread in which each ran."""

    def __init__(self) -> None:
        self.now = 100.0
        self.takes = 0.0
        self.threads: list[bool] = []

    def clock(self) -> float:
        """Seconds on this clock."""
        return self.now

    def read(self) -> int:
        """What a statement does."""
        self.now += self.takes
        self.threads.append(threading.current_thread() is threading.main_thread())
        return 1


async def test_statements_leave_the_event_loop_while_the_disk_is_slow(tmp_path: Path) -> None:
    """From the second one on, on every connection; and come back when it is quick again."""
    disk = Disk()
    pace = DiskPace(disk.clock)
    one, other = await connect(str(tmp_path / "a.db"), pace), await connect(str(tmp_path / "a.db"), pace)
    assert isinstance(one, Connection)
    assert isinstance(other, Connection)
    for connection in (one, other):
        await connection.create_function("disk", 0, disk.read)
        connection.inline = True

    async def reads(*connections: Connection, takes: float) -> list[bool]:
        disk.takes = takes
        disk.threads.clear()
        for connection in connections:
            await connection.cursor().execute("SELECT disk()")
        return list(disk.threads)

    assert await reads(one, one, takes=SLOW_STATEMENT_S / 2) == [True, True]
    assert await reads(one, one, other, takes=1.0) == [True, False, False]
    disk.now += SLOW_FOR_S
    assert await reads(one, other, takes=0.0) == [True, True]

    await one.close()
    await other.close()
