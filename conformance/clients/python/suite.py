"""Runs what the cases say against a server: `python suite.py <host:port> <database of the example>`."""

import asyncio
import sys
import time
import traceback
from dataclasses import dataclass

from evidentsource_client import Connection, EvidentSource
from evidentsource_core import DatabaseName

SECONDS = 60


@dataclass
class Client:
    """What a case is given: a server, and a name that no other case uses."""

    source: EvidentSource
    name: DatabaseName
    bank: DatabaseName

    async def fresh(self) -> Connection:
        """A connection to a database without events."""
        await self.source.create_database(self.name)
        return await self.source.connect_database(self.name)

    async def example(self) -> Connection:
        """A connection to the database that the example is published into."""
        return await self.source.connect_database(self.bank)


async def collect(items):
    """All that an asynchronous iterator gives."""
    return [item async for item in items]


async def refusal(awaitable):
    """The error that a call is answered with."""
    try:
        await awaitable
    except Exception as error:
        return error
    raise AssertionError("it was not refused")


async def run(address: str, bank: str) -> int:
    import cases

    failed = 0
    async with await EvidentSource.connect(address) as source:
        for number, (name, case) in enumerate(cases.ALL):
            began = time.monotonic()
            client = Client(source, DatabaseName(f"python-{number}"), DatabaseName(bank))
            try:
                await asyncio.wait_for(case(client), SECONDS)
                print(f"  ok   {name} ({(time.monotonic() - began) * 1000:.0f} ms)")
            except Exception:
                failed += 1
                print(f"  FAIL {name}")
                traceback.print_exc()
    print(f"python client: {len(cases.ALL) - failed} of {len(cases.ALL)} cases passed")
    return 1 if failed or not cases.ALL else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(run(*sys.argv[1:3])))
