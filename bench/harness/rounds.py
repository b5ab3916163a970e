"""The interleaved rounds: who is measured when, and what came of it."""
import math
import statistics
import time

from .servers import Unavailable

SHARE_OF_CAPACITY = 0.2  # the open loop's rate, of what the reference carries
STEADY = 1.05  # how much cheaper the next sample may be
STEADY_SAMPLES = 2  # in a row
RESTING = 0.03  # the compilers' share of a server's CPU time
WARM_REQUESTS = 300_000
NANOS = 1e9


def sample(bench, peer, requests=None, seconds=None, first=0):
    """One closed run against a peer: CPU nanoseconds a request, and the load generator's view."""
    before = peer.server.cpu()
    seen = bench.load.run(
        peer.server.port,
        requests or peer.requests,
        seconds or bench.measure.seconds,
        first=first,
        more=peer.load_options,
    )
    after = peer.server.cpu()
    answered = max(1, seen["answered"])
    return {
        **seen,
        "nanos": (after.total - before.total) / answered,
        "loopNanos": (after.loops - before.loops) / answered,
        "compilerShare": (after.compilers - before.compilers) / max(1, after.total - before.total),
        "perSecond": seen["answered"] / seen["seconds"],
    }


def warm_up(bench, peer, requests=None):
    """Loads a peer until it has answered many requests, gets no cheaper, and its compilers rest,
    within a time limit: compilers work on the same processor, and long after the first answer."""
    until = time.monotonic() + bench.measure.warm_up_seconds
    answered, last, steady = 0, math.inf, 0
    while steady < STEADY_SAMPLES:
        seen = sample(bench, peer, requests, first=answered)
        answered += seen["answered"]
        is_steady = seen["nanos"] * STEADY > last and seen["compilerShare"] < RESTING
        steady = steady + 1 if is_steady and answered > WARM_REQUESTS else 0
        if time.monotonic() > until:
            return
        last = seen["nanos"]


def open_run(bench, peer, rate, first):
    return bench.load.run(
        peer.server.port,
        peer.requests,
        bench.measure.seconds,
        rate=rate,
        first=first,
        more=peer.load_options,
    )


class Rounds:
    """All rounds of one run. `reference` is measured before and after each of the others."""

    def __init__(self, bench, reference, peers):
        self.bench = bench
        self.reference = reference
        self.peers = peers
        self.missing = {}  # name to reason
        self.closed = {}  # key to a list of samples, each with its `ratio`
        self.open = {}  # key to a list of results, each with `p50` and `p99` as ratios
        self.rate = 0

    def start(self):
        self.reference.start()
        running = []
        for peer in self.peers:
            try:
                peer.start()
                warm_up(self.bench, peer)
                running.append(peer)
                self.say(f"{peer.name}: started and warm")
            except Unavailable as e:
                self.drop(peer, str(e))
        self.peers = running
        warm_up(self.bench, self.reference)
        self.rate = SHARE_OF_CAPACITY * NANOS / sample(self.bench, self.reference)["nanos"]

    def drop(self, peer, reason):
        self.missing[peer.name] = reason
        self.say(f"{peer.name}: not run: {reason}")
        if peer.server is not None:
            peer.server.stop()

    def say(self, text):
        print(f"bench: {text}", flush=True)

    def run(self):
        for number in range(self.bench.measure.rounds):
            self.say(f"round {number + 1} of {self.bench.measure.rounds}")
            self.closed_round(number * 10_007)
            self.open_round(number * 10_007)

    def closed_round(self, first):
        before = sample(self.bench, self.reference, first=first)
        for peer in list(self.peers):
            try:
                seen = sample(self.bench, peer, first=first)
            except Unavailable as e:
                self.drop(peer, f"it failed while it was measured: {e}")
                self.peers.remove(peer)
                continue
            after = sample(self.bench, self.reference, first=first)
            floor = (before["nanos"] + after["nanos"]) / 2
            self.note(self.closed, peer, {**seen, "ratio": seen["nanos"] / floor, "floor": floor})
            self.note(self.closed, self.reference, {**before, "ratio": 1.0, "floor": floor})
            before = after

    def open_round(self, first):
        before = open_run(self.bench, self.reference, self.rate, first)
        for peer in self.peers:
            if not self.can_carry(peer):
                continue
            seen = open_run(self.bench, peer, self.rate, first)
            after = open_run(self.bench, self.reference, self.rate, first)
            ratios = {
                share: 2 * seen["micros"][share] / (before["micros"][share] + after["micros"][share])
                for share in ("p50", "p99")
            }
            self.note(self.open, peer, {**seen, **ratios})
            self.note(self.open, self.reference, {**before, "p50": 1.0, "p99": 1.0})
            before = after

    def can_carry(self, peer):
        return self.rate * self.closed[peer.key][0]["nanos"] < 0.7 * NANOS

    @staticmethod
    def note(into, peer, result):
        into.setdefault(peer.key, []).append(result)

    def stop(self):
        for peer in [*self.peers, self.reference]:
            if peer.server is not None:
                peer.server.stop()


def spread(values):
    """Median, least and greatest."""
    return {"median": statistics.median(values), "least": min(values), "most": max(values)}


def refusals(bench, edge):
    """What a refusal costs beside an allowed request, in the same round."""
    kinds = ("unknown", "lacking")
    found = {kind: {"all": [], "loop": []} for kind in kinds}
    for kind in kinds:
        warm_up(bench, edge, bench.file(f"{kind}.requests"))
    for number in range(bench.measure.rounds):
        allowed = sample(bench, edge, bench.file("allowed.requests"), first=number * 10_007)
        for kind in kinds:
            refused = sample(bench, edge, bench.file(f"{kind}.requests"), first=number * 10_007)
            found[kind]["all"].append(refused["nanos"] / allowed["nanos"])
            found[kind]["loop"].append(refused["loopNanos"] / allowed["loopNanos"])
    return {kind: {part: spread(values) for part, values in found[kind].items()} for kind in kinds}
