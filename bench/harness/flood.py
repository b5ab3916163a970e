"""Floods a server with refused requests while others are allowed: see bench/flood."""
import datetime
import json
import multiprocessing
import os
import pathlib
import random
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import zlib

from . import machine, page
from .load import Load, write_requests
from .page import table

PATIENCE_SECONDS = 60
CALIBRATION_SECONDS = 6
SHARE_OF_CAPACITY = 0.5
ALLOWED_A_SECOND = 200
PROBES_A_SECOND = 10
REQUESTS = 60_000
HOUR_CAP = 50_000
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
MEGABYTE = 1_000_000
TITLE = "A flood of refusals"
WORDS = """Written by `bench/flood`: a whole server with its record and `events.db` on disk is sent refused requests (a
third each: a token that is wrong, a key without a role, one that is switched off; from 65,536 networks), as many as
were asked for or half of what the server can refuse on this machine. A client asks {allowed} times a second with a
pair that is allowed; its latency counts from the instant at which a request was meant to be sent. It is compared
with the same client alone, and with the same client beside as many requests that are allowed instead of refused:
that ratio is what refusing costs the others.
"""


class Server:
    """A demo with data of its own, on the processors that the load leaves."""

    def __init__(self, root, folder, processors):
        self.data = folder / "data"
        log = open(folder / "server.log", "wb")
        command = ["taskset", "-c", processors, "./counterfoil", "demo", "--data", str(self.data)]
        command += ["--port", "0", "--edge-port", "0", "--env", str(folder / "pairs")]
        own = os.environ | {"XDG_STATE_HOME": str(folder / "state")}
        self.process = subprocess.Popen(command, cwd=root, env=own, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE_SECONDS
        while not ((self.data / "server.json").exists() and (folder / "pairs").exists()):
            if time.monotonic() > until or self.process.poll() is not None:
                sys.exit("flood: the server did not start: " + (folder / "server.log").read_text())
            time.sleep(0.05)
        where = json.loads((self.data / "server.json").read_text())
        self.control, self.edge = where["control"], where["edge"]
        self.port = int(self.edge.rsplit(":", 1)[1].strip("/"))
        self.operator = {"Authorization": "Bearer " + (self.data / "operator-token").read_text().strip()}
        self.pairs = {}
        for line in (folder / "pairs").read_text().splitlines():
            name, equals, value = line.removeprefix("export ").partition("=")
            if equals:
                self.pairs[name] = value.strip("'\"")

    def get(self, path):
        request = urllib.request.Request(self.control + path, headers=self.operator)
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return answer.read().decode()

    def metric(self, pattern):
        """The sum of all samples whose name and labels match."""
        found = re.findall(r"^" + pattern + r" (\S+)$", self.get("/metrics"), re.MULTILINE)
        return sum(int(float(value)) for value in found)

    def resident(self):
        """Resident and, of it, anonymous memory in bytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return tuple(1024 * int(re.search(name + r":\s+(\d+)", status).group(1)) for name in ("VmRSS", "RssAnon"))

    def log_bytes(self):
        return sum(each.stat().st_size for each in self.data.glob("events.db*"))

    def counted(self):
        """All refusals of the account by the hour, kept and dropped, from the database."""
        hours = json.loads(self.get("/v1/accounts/demostore/refusals/hours"))["items"]
        return sum(each["kept"] for each in hours), sum(each["dropped"] for each in hours)

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE_SECONDS)


def token(source):
    text = "cft_" + "".join(source.choices(LETTERS, k=43))
    rest = zlib.crc32(text.encode())
    checksum = ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        checksum = LETTERS[digit] + checksum
    return text + checksum


def request(key, secret, address="192.0.2.1"):
    return (
        "GET /v1/authz/forward HTTP/1.1\r\nHost: edge\r\nX-Original-Method: GET\r\n"
        "X-Original-URI: /api/oms/pvt/orders/v1-1\r\n"
        f"X-VTEX-API-AppKey: {key}\r\nX-VTEX-API-AppToken: {secret}\r\nX-Forwarded-For: {address}\r\n\r\n"
    ).encode()


def write_files(server, folder):
    source = random.Random(1)
    pairs = server.pairs
    refused = []
    for i in range(REQUESTS):
        address = f"10.{source.randrange(256)}.{source.randrange(256)}.7"
        if i % 3 == 0:
            refused.append(request(pairs["DEMO_ORDERS_KEY"], token(source), address))
        else:
            who = "DEMO_NO_ROLE" if i % 3 == 1 else "DEMO_INACTIVE"
            refused.append(request(pairs[who + "_KEY"], pairs[who + "_TOKEN"], address))
    write_requests(folder / "refused", refused)
    write_requests(folder / "allowed", [request(pairs["DEMO_ORDERS_KEY"], pairs["DEMO_ORDERS_TOKEN"])])


def ask_allowed(port, asked, seconds, results, processors):
    """A process of its own: asks at a steady pace, and notes how late each answer was."""
    os.sched_setaffinity(0, processors)
    edge = socket.create_connection(("127.0.0.1", port))
    edge.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    took, wrong = [], 0
    begin = time.perf_counter()
    for i in range(int(seconds * ALLOWED_A_SECOND)):
        due = begin + i / ALLOWED_A_SECOND
        wait = due - time.perf_counter()
        if wait > 0:
            time.sleep(wait)
        edge.sendall(asked)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += edge.recv(65536)
        wrong += not answer.startswith(b"HTTP/1.1 200")
        took.append(time.perf_counter() - due)
    took.sort()
    results.put({"asked": len(took), "wrong": wrong, "p50": quantile(took, 0.5), "p99": quantile(took, 0.99)})


def quantile(ordered, share):
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


class Probes(threading.Thread):
    """Is refused now and then, and asks why: how long it takes until that is told."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server = server
        self.took, self.unexplained = [], 0
        self.over = threading.Event()
        self.source = random.Random(2)

    def run(self):
        while not self.over.wait(1 / PROBES_A_SECOND):
            headers = {
                "X-Original-Method": "GET",
                "X-Original-URI": "/api/oms/pvt/orders/v1-1",
                "X-VTEX-API-AppKey": self.server.pairs["DEMO_ORDERS_KEY"],
                "X-VTEX-API-AppToken": token(self.source),
                "X-Forwarded-For": "203.0.113.9",
            }
            try:
                urllib.request.urlopen(urllib.request.Request(self.server.edge + "/v1/authz/forward", headers=headers))
                self.unexplained += 1
            except urllib.error.HTTPError as refused:
                began = time.perf_counter()
                why = json.loads(self.server.get("/v1/refusals/" + refused.headers["X-Counterfoil-Refusal-Id"]))
                self.took.append(time.perf_counter() - began)
                self.unexplained += why["code"] != "pair_unknown"


class Watch(threading.Thread):
    """Notes memory and the log's size once a second."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server = server
        self.seen = []
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(1):
            self.seen.append((*self.server.resident(), self.server.log_bytes()))


def beside(server, folder, load, seconds, rate, kind, processors):
    """The allowed client for so long, beside so many requests a second of a kind, or none."""
    results = multiprocessing.Queue()
    asked = request(server.pairs["DEMO_ORDERS_KEY"], server.pairs["DEMO_ORDERS_TOKEN"])
    client = multiprocessing.Process(target=ask_allowed, args=(server.port, asked, seconds, results, processors))
    client.start()
    made = load.run(server.port, folder / kind, seconds, rate) if rate else None
    allowed = results.get(timeout=seconds + PATIENCE_SECONDS)
    client.join()
    return allowed, made


def measure(server, folder, load, seconds, most, client):
    write_files(server, folder)
    short = max(5, min(30, seconds // 4))
    load.run(server.port, folder / "refused", CALIBRATION_SECONDS)
    capacity = load.run(server.port, folder / "refused", CALIBRATION_SECONDS)
    rate = min(most, int(SHARE_OF_CAPACITY * capacity["answered"] / capacity["seconds"]))
    alone, _ = beside(server, folder, load, short, 0, "allowed", client)
    others, _ = beside(server, folder, load, short, rate, "allowed", client)
    probes, watch = Probes(server), Watch(server)
    probes.start()
    watch.start()
    flooded, made = beside(server, folder, load, seconds, rate, "refused", client)
    for each in (probes, watch):
        each.over.set()
        each.join()
    probes.took.sort()
    return {
        "rate": rate,
        "asked": most,
        "seconds": seconds,
        "made": made,
        "alone": alone,
        "others": others,
        "flooded": flooded,
        "explained": {"asked": len(probes.took), "wrong": probes.unexplained, "p99": quantile(probes.took, 0.99)},
        "seen": watch.seen,
        **counters(server),
    }


def counters(server):
    """Three counts of the same refusals, by different parts; taken when all is written."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        found = {
            "decided": server.metric(r'counterfoil_authz_decisions_total\{outcome="refused"[^}]*\}'),
            "logged": server.metric(r"counterfoil_refusals_total\{[^}]*\}"),
            "kept": server.counted()[0],
            "dropped": server.counted()[1],
        }
        if found["kept"] + found["dropped"] == found["decided"] or time.monotonic() > until:
            return found
        time.sleep(0.2)


def mean(values):
    return sum(values) / max(1, len(values))


def section(found, words):
    third = max(1, len(found["seen"]) // 3)
    middle, last = found["seen"][third : 2 * third], found["seen"][-third:]
    anonymous = [mean([seen[1] for seen in part]) / MEGABYTE for part in (middle, last)]
    explained, made = found["explained"], found["made"]
    ratio = {name: found["flooded"]["p99"] / max(1e-9, found[name]["p99"]) for name in ("alone", "others")}
    per_second = made["answered"] / made["seconds"]
    exact = found["decided"] == found["logged"] == found["kept"] + found["dropped"]
    rows = [
        ("refusals a second, of %s asked for" % f"{found['asked']:,}", f"{per_second:,.0f}"),
        ("refusals in %s s" % f"{found['seconds']:,}", f"{made['answered']:,}"),
        ("allowed requests that were refused", f"{found['flooded']['wrong']:,} of {found['flooded']['asked']:,}"),
        ("p99 of who is allowed: alone", f"{1e6 * found['alone']['p99']:,.0f} microseconds"),
        ("the same, beside as many allowed requests", f"{1e6 * found['others']['p99']:,.0f} microseconds"),
        ("the same, beside the flood", f"{1e6 * found['flooded']['p99']:,.0f} microseconds"),
        ("ratio of p99: flood to as many allowed", f"{ratio['others']:.2f}"),
        ("ratio of p99: flood to alone", f"{ratio['alone']:.2f}"),
        ("anonymous memory, second third and last third", f"{anonymous[0]:,.0f} MB, {anonymous[1]:,.0f} MB"),
        ("`events.db` at the end", f"{found['seen'][-1][2] / MEGABYTE:,.1f} MB"),
        ("records kept (at most %s an hour)" % f"{HOUR_CAP:,}", f"{found['kept']:,}"),
        ("counted without a record", f"{found['dropped']:,}"),
        ("refusals decided, logged, counted on disk", "equal to the unit" if exact else
         f"**{found['decided']:,}, {found['logged']:,}, {found['kept'] + found['dropped']:,}**"),
        ("ids asked why at once, unexplained", f"{explained['wrong']:,} of {explained['asked']:,}"),
        ("explanation readable, p99", f"{1e3 * explained['p99']:,.0f} ms"),
    ]
    return WORDS.format(allowed=ALLOWED_A_SECOND) + "\n" + table(("<what", "measured"), rows) + "\n" + words


def failures(found):
    """What must not be, whatever the machine."""
    counted = found["kept"] + found["dropped"]
    wrong = []
    if not found["decided"] == found["logged"] == counted:
        wrong.append(f"counters differ: {found['decided']}, {found['logged']}, {counted}")
    if found["flooded"]["wrong"]:
        wrong.append(f"{found['flooded']['wrong']} allowed requests were refused")
    if found["explained"]["wrong"] or found["explained"]["p99"] > 1:
        wrong.append(f"explanations: {found['explained']}")
    if found["kept"] > 2 * HOUR_CAP:
        wrong.append(f"{found['kept']} records were kept")
    return wrong


def main():
    root, folder, seconds, rate, target = sys.argv[1:]
    folder = pathlib.Path(folder)
    processors = sorted(os.sched_getaffinity(0))
    several = len(processors) > 3
    client = processors[-2] if several else processors[-1]
    served = processors[:-2] if several else processors[:-1] or processors
    described = machine.describe(os.environ["JAVA_HOME"])
    server = Server(root, folder, ",".join(map(str, served)))
    try:
        found = measure(server, folder, Load(str(folder)), int(seconds), int(rate), {client})
    finally:
        server.stop()
    busy = ""
    if float(described["load"]) > page.BUSY:
        busy = " **Others worked on the machine meanwhile: latencies are upper bounds, their ratios uncertain.**"
    words = (
        f"{datetime.date.today()} at {machine.revision(root)}; {described['processors']} processors, of which"
        f" {len(served)} for the server, {described['processor']}; load average beforehand {described['load']}."
        f" Command: `bench/flood --seconds {seconds}`.{busy}\n"
    )
    text = section(found, words)
    if target:
        page.replace(os.path.join(root, target), TITLE, text)
    print(text)
    wrong = failures(found)
    if wrong:
        sys.exit("flood: " + "; ".join(wrong))


if __name__ == "__main__":
    main()
