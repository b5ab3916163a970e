"""Imports keys into a running demo and watches the edge meanwhile: see bench/imports."""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

PATIENCE_SECONDS = 60
PAUSE_SECONDS = 0.02
BEFORE_SECONDS = 5


def server(folder):
    """Where the server is, as soon as it says so."""
    until = time.monotonic() + PATIENCE_SECONDS
    note = folder / "data" / "server.json"
    while time.monotonic() < until:
        if note.exists() and (folder / "pairs").exists():
            return json.loads(note.read_text())
        time.sleep(0.05)
    sys.exit("imports: the server did not start; see its log")


def credentials(folder):
    found = {}
    for line in (folder / "pairs").read_text().splitlines():
        name, equals, value = line.removeprefix("export ").partition("=")
        if equals:
            found[name] = value.strip("'\"")
    return found


def write(path, keys):
    with open(path, "w", encoding="ascii") as out:
        for i in range(keys):
            digest = hashlib.sha256(b"token of %d" % i).hexdigest()
            out.write(
                '{"appKey":"legacy-%08d","hash":"%s","label":"Key %d","roles":"16"}\n' % (i, digest, i)
            )


class Verdicts(threading.Thread):
    """Asks for a verdict again and again."""

    def __init__(self, edge, pair):
        super().__init__(daemon=True)
        self.url = edge + "/v1/authz/forward"
        self.headers = {
            "X-Original-Method": "GET",
            "X-Original-URI": "/api/oms/pvt/orders/1",
            "X-VTEX-API-AppKey": pair[0],
            "X-VTEX-API-AppToken": pair[1],
        }
        self.took = []
        self.wrong = 0
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(PAUSE_SECONDS):
            began = time.perf_counter()
            try:
                with urllib.request.urlopen(urllib.request.Request(self.url, headers=self.headers)) as answer:
                    self.wrong += answer.status != 200
            except OSError:
                self.wrong += 1
            self.took.append(time.perf_counter() - began)

    def quantile(self, share):
        ordered = sorted(self.took)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main():
    folder = pathlib.Path(sys.argv[1])
    keys = int(sys.argv[2])
    data = folder / "data"
    where = server(folder)
    pair = credentials(folder)
    file = folder / "keys.ndjson"
    write(file, keys)
    orders = (pair["DEMO_ORDERS_KEY"], pair["DEMO_ORDERS_TOKEN"])
    before = Verdicts(where["edge"], orders)
    before.start()
    time.sleep(BEFORE_SECONDS)
    before.over.set()
    before.join()
    verdicts = Verdicts(where["edge"], orders)
    verdicts.start()
    began = time.monotonic()
    done = subprocess.run(
        ["./counterfoil", "import", "keys", str(file), "--account", "demostore"]
        + ["--control", where["control"], "--data", str(data)],
        check=False,
        text=True,
        capture_output=True,
    )
    seconds = time.monotonic() - began
    verdicts.over.set()
    verdicts.join()
    print(done.stdout, end="")
    if done.returncode:
        sys.exit("imports: " + done.stderr)
    size = sum(each.stat().st_size for each in data.rglob("*.db*"))
    print(
        f"{keys:,} keys in {seconds:.1f} s, {keys / seconds:,.0f} keys/s, checked first;"
        f" {os.cpu_count()} processors; {size / 1e6:,.0f} MB on disk"
    )
    print(
        f"verdicts meanwhile: {len(verdicts.took):,}, {verdicts.wrong} of them wrong;"
        f" p50 {verdicts.quantile(0.5):.1f} ms, p99 {verdicts.quantile(0.99):.1f} ms,"
        f" longest {verdicts.quantile(1):.1f} ms"
    )
    print(
        f"against {BEFORE_SECONDS} s before it, {len(before.took):,} verdicts:"
        f" p50 {verdicts.quantile(0.5) / before.quantile(0.5):.1f} times,"
        f" p99 {verdicts.quantile(0.99) / before.quantile(0.99):.1f} times as long"
    )
    if verdicts.wrong or before.wrong:
        sys.exit(1)


main()
