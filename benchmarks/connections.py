"""Connections that are known to be with each process of a server."""

import http.client
import os
import threading
from collections.abc import Iterable
from pathlib import Path

from benchmarks import processes

MOST = 400
# Of one process while it warms up; more would only wait for each other.
AT_ONCE = 2
ESTABLISHED = "01"

Connection = http.client.HTTPConnection


def of_each(
    port: int, pids: list[int], *, path: str, count: int = 1
) -> dict[int, list[Connection]]:
    """Return kept-alive connections by the process that answers them.

    The system deals connections out among the processes that listen: it is asked
    which of them holds the other end, until each holds so many.
    """
    held: dict[int, list[Connection]] = {pid: [] for pid in pids}
    for _attempt in range(MOST):
        if all(len(found) >= count for found in held.values()):
            return held
        connection = http.client.HTTPConnection(processes.HOST, port, timeout=60)
        fetch(connection, path)
        pid = _holder(connection, port=port, pids=pids)
        if pid is not None and len(held[pid]) < count:
            held[pid].append(connection)
        else:
            connection.close()
    raise processes.Failed("some process of the server takes no connections")


def close(held: dict[int, list[Connection]]) -> None:
    """Close them all."""
    for found in held.values():
        for connection in found:
            connection.close()


def fetch(connection: Connection, path: str) -> bytes:
    """Return the bytes of an address, which must answer with 200."""
    connection.request("GET", path)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != http.client.OK:
        raise processes.Failed(f"{path} answers {answer.status}")
    return content


def warm_up(port: int, pids: list[int], paths: Iterable[str]) -> None:
    """Ask each process for every path once."""
    every = list(paths)
    held = of_each(port, pids, path=every[0], count=AT_ONCE)
    faults: list[Exception] = []

    def ask(connection: Connection, some: list[str]) -> None:
        try:
            for path in some:
                fetch(connection, path)
        except (OSError, http.client.HTTPException, processes.Failed) as fault:
            faults.append(fault)

    threads = [
        threading.Thread(target=ask, args=(connection, every[start::AT_ONCE]))
        for found in held.values()
        for start, connection in enumerate(found)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close(held)
    if faults:
        raise faults[0]


def _holder(connection: Connection, *, port: int, pids: list[int]) -> int | None:
    """Return which process holds the server's end of a connection."""
    ours = connection.sock.getsockname()[1]
    socket = f"socket:[{_inode(port, ours)}]"
    for pid in pids:
        for entry in os.scandir(f"/proc/{pid}/fd"):
            try:
                if os.readlink(entry.path) == socket:
                    return pid
            except FileNotFoundError:
                continue
    return None


def _inode(port: int, peer: int) -> str:
    """Return the inode of the socket between two local ports, as its owner sees it."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _number, local, remote, state, *rest = line.split()
        if state != ESTABLISHED:
            continue
        if _port(local) == port and _port(remote) == peer:
            return rest[5]
    return ""


def _port(address: str) -> int:
    return int(address.rpartition(":")[2], 16)
