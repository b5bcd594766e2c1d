"""Which TCP ports of an address answer: run inside the network name space of the guest by test_ports.py."""

import asyncio
import sys

PATIENCE = 8  # seconds; a guest without KVM is slow to answer, and what is dropped never does
AT_ONCE = 3000


async def answers(address: str, port: int, gate: asyncio.Semaphore) -> int:
    async with gate:
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection(address, port), PATIENCE)
        except (OSError, TimeoutError):
            return 0
        writer.close()
        return port


async def scan(address: str) -> None:
    gate = asyncio.Semaphore(AT_ONCE)
    found = await asyncio.gather(*(answers(address, port, gate) for port in range(1, 65536)))
    print(*sorted(port for port in found if port))


if __name__ == "__main__":
    asyncio.run(scan(sys.argv[1]))
