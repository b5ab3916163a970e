"""Cold starts, memory, allocation: what our edge costs besides CPU time."""
import json
import socket
import time

from .load import first_request

PORTION = 4096
RATE = 10_000  # requests a second right after a start


def first_answer(server, request, status):
    """Milliseconds from the start of the process to its first answer."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(request)
        answer = connection.recv(PORTION)
    if not answer.startswith(b"HTTP/1.1 " + status):
        raise RuntimeError(f"the first answer was {answer[:60]!r} (expected: {status!r})")
    return (time.monotonic() - server.started) * 1000


def rehearse(bench, transport, keys):
    """Starts an edge once and keeps the virtual machine's notes of it (JEP 514, 515), as the
    launcher does when it has built the product; the flag by which later starts read them."""
    notes, log = bench.file("edge.aot"), bench.file("rehearsal.log")
    # It would list, where we expect the port, the classes that it takes no notes of.
    flags = (f"-XX:AOTCacheOutput={notes}", "-Xlog:disable")
    server = bench.program("EdgeUnderTest", transport, log, keys=keys, processor=None, flags=flags)
    try:
        bench.load.run(server.port, bench.requests(keys), 1, rate=RATE)
        server.end()
    finally:
        server.stop()
    return f"-XX:AOTCache={notes}"


def cold_start(bench, transport, keys, notes):
    """Starts an edge on all processors, and loads it at once."""
    log = bench.file("cold.log")
    server = bench.program("EdgeUnderTest", transport, log, keys=keys, processor=None, flags=(notes,))
    try:
        requests = bench.requests(keys)
        took = first_answer(server, first_request(requests), b"200" if keys else b"401")
        seconds = [
            bench.load.run(server.port, requests, 1, rate=RATE, first=i * 50_000)["micros"]
            for i in range(3)
        ]
        server.ask("collect")
        heap = json.loads(server.ask("collect"))["heapUsed"]
        return {
            "keys": keys,
            "firstAnswerMillis": took,
            "p99OfFirstSecond": seconds[0]["p99"],
            "p99OfThirdSecond": seconds[2]["p99"],
            "heapUsed": heap,
            **server.memory(),
        }
    finally:
        server.stop()


def allocation(bench, peer):
    """Bytes allocated a request, by all threads, over a closed run."""
    before = json.loads(peer.server.ask("figures"))["allocated"]
    seen = bench.load.run(peer.server.port, bench.file("allowed.requests"), bench.measure.seconds)
    after = json.loads(peer.server.ask("figures"))["allocated"]
    return (after - before) / max(1, seen["answered"])
