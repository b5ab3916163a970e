"""The course of a run: python3 -m harness ROOT JAVA_HOME quick|full INSTALL, from folder bench."""
import datetime
import json
import os
import sys
from dataclasses import dataclass, field

from . import java, machine, page, rounds, starts
from .bench import Bench
from .keycloak import Keycloak
from .peers import TRANSPORTS, BetterAuth, Edge, Haproxy, HaproxyMap, Nginx, NginxHeaders


@dataclass
class Measure:
    """How much is measured."""

    keys: int
    requests: int
    rival_keys: int
    rounds: int
    seconds: float
    warm_ups: int
    starts: list
    profiled: int
    jmh: list = field(default_factory=list)


FULL = Measure(1_000_000, 200_000, 10_000, 5, 3, 12, [1_000_000, 10_000_000], 3)
QUICK = Measure(
    20_000, 20_000, 500, 1, 0.4, 1, [20_000], 1, ["-p", "keys=1000", "-wi", "1", "-i", "1", "-r", "100ms", "-w", "100ms"]
)


def edge_figures(bench, run):
    """What only our edge is asked: refusals, allocation, profiles."""
    figures = {"refusals": {}, "allocation": {}, "memory": {}, "profiles": {}}
    for peer in [peer for peer in run.peers if isinstance(peer, Edge)][: bench.measure.profiled]:
        figures["allocation"][peer.key] = starts.allocation(bench, peer)
        figures["memory"][peer.key] = peer.server.memory()
        figures["refusals"][peer.key] = rounds.refusals(bench, peer)
        figures["profiles"][peer.key] = java.profile(bench, peer)
    return figures


def main():
    root, java_home, how, install = sys.argv[1:]
    measure = {"full": FULL, "quick": QUICK}[how]
    bench = Bench(root, java_home, measure, install == "true")
    print("bench: making the population and the requests", flush=True)
    bench.prepare()
    peers = [HaproxyMap(bench), *(Edge(bench, transport) for transport in TRANSPORTS)]
    if how == "full":
        peers = [NginxHeaders(bench), Haproxy(bench), *peers, BetterAuth(bench), Keycloak(bench)]
    run = rounds.Rounds(bench, Nginx(bench), peers)
    everyone = [run.reference, *peers]
    try:
        run.start()
        run.run()
        figures = edge_figures(bench, run)
    finally:
        run.stop()
    transport = next((p.transport for p in run.peers if isinstance(p, Edge)), "nio")
    figures |= {
        "date": datetime.date.today().isoformat(),
        "how": how,
        "measure": vars(measure),
        "machine": machine.describe(java_home),
        "versions": [p.version() for p in everyone if p in run.peers or p is run.reference],
        "peers": {p.key: {"name": p.name, "decides": p.decides} for p in everyone},
        "missing": run.missing,
        "closed": run.closed,
        "open": run.open,
        "rate": run.rate,
        "starts": [starts.cold_start(bench, transport, n, run.rate) for n in [0, *measure.starts]],
        "jmh": java.jmh(bench),
    }
    result = bench.file("figures.json")
    with open(result, "w", encoding="utf-8") as file:
        json.dump(figures, file, indent=1)
    target = os.path.join(root, "docs", "reference", "figures.md")
    if how == "quick":
        target = bench.file("figures.md")
    page.write(figures, target)
    print(f"bench: wrote {os.path.relpath(target, root)}")


main()
