"""The course of a run: python3 -m harness ROOT JAVA_HOME quick|full INSTALL ROUNDS [PART ...]."""
import datetime
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field

from . import java, machine, page, rounds, starts
from .bench import Bench
from .keycloak import Keycloak
from .servers import Unavailable
from .peers import TRANSPORTS, BetterAuth, Edge, Grpc, Haproxy, HaproxyMap, Nginx, NginxHeaders


@dataclass
class Measure:
    """How much is measured."""

    keys: int
    requests: int
    rival_keys: int
    rounds: int
    seconds: float
    warm_up_seconds: float
    starts: list
    profiled: int
    jmh: list = field(default_factory=list)


FULL = Measure(1_000_000, 200_000, 5_000, 5, 2, 40, [1_000_000, 10_000_000], 3)
QUICK = Measure(
    20_000,
    20_000,
    500,
    1,
    0.4,
    0,
    [20_000],
    1,
    "-p keys=1000 -wi 1 -i 1 -r 100ms -w 100ms judge|permission".split(),
)


def edge_figures(bench, run):
    """What only our edge is asked: refusals, allocation, profiles."""
    figures = {"refusals": {}, "allocation": {}, "profiles": {}}
    for peer in [peer for peer in run.peers if isinstance(peer, Edge)][: bench.measure.profiled]:
        try:
            figures["allocation"][peer.key] = starts.allocation(bench, peer)
            figures["refusals"][peer.key] = rounds.refusals(bench, peer)
            figures["profiles"][peer.key] = profile(bench, peer)
        except (Unavailable, OSError, subprocess.CalledProcessError) as e:
            run.missing[f"{peer.name}, refusals and profile"] = f"it failed while measured: {e}"
    return figures


def profile(bench, peer):
    """Profiles an edge of its own: a recording needs more heap than what is measured has."""
    own = Edge(bench, peer.transport)
    own.start(PROFILED_HEAP)
    try:
        rounds.warm_up(bench, own)
        return java.profile(bench, own)
    finally:
        own.server.stop()


def peers_of(bench):
    ours = [Edge(bench, transport) for transport in TRANSPORTS]
    if bench.measure is QUICK:
        return [HaproxyMap(bench), *ours, Grpc(bench, "grpc-netty")]
    grpc = [Grpc(bench, library) for library in Grpc.LIBRARIES]
    plain = [NginxHeaders(bench), Haproxy(bench), HaproxyMap(bench)]
    return [*plain, *ours, *grpc, BetterAuth(bench), Keycloak(bench)]


def measure_servers(bench):
    print("bench: making the population and the requests", flush=True)
    bench.write_files(bench.measure.keys, "rivals")
    run = rounds.Rounds(bench, Nginx(bench), peers_of(bench))
    everyone = [run.reference, *run.peers]
    try:
        run.start()
        run.run()
        figures = edge_figures(bench, run)
    finally:
        run.stop()
    return figures | {
        "measure": vars(bench.measure),
        "versions": [p.version() for p in everyone if p in run.peers or p is run.reference],
        "peers": {p.key: {"name": p.name, "decides": p.decides} for p in everyone},
        "missing": run.missing,
        "closed": run.closed,
        "open": run.open,
        "rate": run.rate,
    }


def measure_starts(bench):
    found = []
    bench.write_files(bench.measure.starts[0])
    notes = starts.rehearse(bench, "auto", bench.measure.starts[0])
    for keys in [0, *bench.measure.starts]:
        bench.write_files(keys)
        try:
            found.append(starts.cold_start(bench, "auto", keys, notes))
        except Unavailable as e:
            print(f"bench: no start with {keys} keys: {e}", flush=True)
    return {"starts": found}


def measure_parts(bench):
    return {"jmh": java.jmh(bench)}


PARTS = {"servers": measure_servers, "starts": measure_starts, "parts": measure_parts}


PROFILED_HEAP = "-Xmx256m"
NOTHING = {
    **{name: {} for name in ("dates", "peers", "missing", "closed", "open", "refusals", "allocation", "profiles")},
    **{name: [] for name in ("versions", "starts", "jmh")},
    "rate": 0,
}


def main():
    root, java_home, how, install, how_often, *only = sys.argv[1:]
    measure = QUICK if how == "quick" else FULL
    measure.rounds = int(how_often) or measure.rounds
    bench = Bench(root, java_home, measure, install == "true")
    result = bench.file(f"{how}.json")
    figures = NOTHING | {"measure": vars(measure)}
    if only and os.path.exists(result):
        with open(result, encoding="utf-8") as file:
            figures = json.load(file)
    figures |= {"how": how, "machine": machine.describe(java_home)}
    for part, take in PARTS.items():
        if not only or part in only:
            print(f"bench: measuring the {part}", flush=True)
            figures |= take(bench)
            figures["dates"][part] = f"{datetime.date.today()} at {machine.revision(root)}"
            with open(result, "w", encoding="utf-8") as file:
                json.dump(figures, file, indent=1)
    target = os.path.join(root, "docs", "reference", "figures.md")
    if how == "quick":
        target = bench.file("figures.md")
    page.write(figures, target)
    print(f"bench: wrote {os.path.relpath(target, root)}")


main()
