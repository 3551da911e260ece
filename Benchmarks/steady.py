"""Sends one form over and over at a steady mean rate, as many people independent of each other do (Poisson arrivals).

Each request has its moment beforehand, and its time counts from then on, also while it waits for a free connection: a server that stalls
can't slow the clock down. hey and wrk send in bursts or wait for replies, which measures something else.

Usage: steady.py URL FORM RATE SECONDS CONNECTIONS; prints "replies failed p50 p95 p99 slowest" in milliseconds.
"""

import asyncio
import random
import sys
import time
from urllib.parse import urlsplit


async def exchange(connection, request):
    reader, writer = connection
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    await reader.readexactly(length)
    return head.startswith(b"HTTP/1.1 200")


async def main(url, form, rate, seconds, connections):
    address = urlsplit(url)
    body = form.encode()
    request = (
        f"POST {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n").encode() + body
    free = asyncio.Queue()
    for _ in range(connections):
        free.put_nowait(await asyncio.open_connection(address.hostname, address.port))
    times, failed = [], 0

    async def one(moment):
        nonlocal failed
        connection = await free.get()
        try:
            failed += not await exchange(connection, request)
        except (OSError, asyncio.IncompleteReadError):
            failed += 1
            connection = await asyncio.open_connection(address.hostname, address.port)
        times.append(time.perf_counter() - moment)
        free.put_nowait(connection)

    chance = random.Random(1)
    start = moment = time.perf_counter() + 0.1
    tasks = []
    while moment - start < seconds:
        await asyncio.sleep(max(0, moment - time.perf_counter()))
        tasks.append(asyncio.create_task(one(moment)))
        moment += chance.expovariate(rate)
    await asyncio.gather(*tasks)
    times.sort()
    at = [1000 * times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.95, 0.99, 1)]
    print(len(times), failed, *(f"{milliseconds:.1f}" for milliseconds in at))


if __name__ == "__main__":
    url, form, rate, seconds, connections = sys.argv[1:]
    asyncio.run(main(url, form, int(rate), int(seconds), int(connections)))
