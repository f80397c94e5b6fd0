"""`python -m benchmarks.polling PORT ID PID...`: when each process lists a release.

Says "ready" once it has a connection to each process, then asks them all; at the
end it prints the monotonic instants at which each showed the release.
"""

import json
import sys
import threading
import time

from benchmarks import asked, connections

PATH = f"{asked.API}?locale=en"
SECONDS = 20
PAUSE = 0.001


def main() -> None:
    """Ask until all have it."""
    port, key, pids = int(sys.argv[1]), sys.argv[2].encode(), sys.argv[3:]
    held = connections.of_each(port, [int(pid) for pid in pids], path=PATH)
    print("ready", flush=True)
    seen: dict[int, float] = {}
    give_up_at = time.monotonic() + SECONDS

    def ask(pid: int, connection: connections.Connection) -> None:
        while pid not in seen and time.monotonic() < give_up_at:
            if key in connections.fetch(connection, PATH):
                seen[pid] = time.monotonic()
            time.sleep(PAUSE)

    # One thread each: a process that makes its list anew keeps no other waiting.
    threads = [
        threading.Thread(target=ask, args=(pid, connection))
        for pid, (connection,) in held.items()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connections.close(held)
    if len(seen) == len(held):
        print(json.dumps(seen), flush=True)


if __name__ == "__main__":
    main()
