"""What we promise ourselves, and whether a run kept it."""
from dataclasses import dataclass

from .rounds import spread

CAUSES = [
    ("CPU a decision", "HTTP and its system calls are most of it, see the shares below; nginx spends"
     " little else. What remains is the decision, the headers that an answer carries, and cache misses"
     " over random keys."),
    ("resident", "Beside the lines of pairs and the labels, which are touched at random, the runtime itself"
     " counts: heap, compiled code, classes. The table says how much is anonymous."),
    ("first answer", "Java starts, maps its notes of a rehearsal (JEP 514), and reads the whole snapshot once"
     " to check its hash; on a busy machine each takes its turn."),
    ("p50", "The load generator's processor and the server's are all there are; compilers and"
     " neighbours take turns on them."),
    ("p99", "As the p50: a slice of time taken by another thread stands in the 99th percentile."),
    ("CPU a refusal", "A refusal writes a problem in JSON, seals an id and queues a record, where an"
     " allowed answer is headers alone."),
    ("decision in process", "Two hashes of the pair come first, `PartsBenchmark.digest`: they alone take most"
     " of the goal. The difference between 1,000 and 1,000,000 keys is memory that no cache holds: the"
     " pair's line, and what is known of its account and roles."),
    ("the same with reading", "As the decision; the values' bytes are looked at and copied once."),
]

MILLION = 1_000_000
MEGABYTE = 1_000_000


@dataclass
class Verdict:
    """One target: the goal, what must not be missed, and what was measured (None: not measured)."""

    what: str
    goal: float
    must: float
    measured: float | None
    unit: str = ""
    peer: str = ""

    @property
    def cause(self):
        """Why it may be missed, as far as is known; empty where nothing is."""
        return next((text for beginning, text in CAUSES if self.what.startswith(beginning)), "")

    @property
    def word(self):
        if self.measured is None:
            return "not measured"
        if self.measured <= self.goal:
            return "met"
        return "goal missed" if self.measured <= self.must else "**missed**"


def ratio(figures, key, part="closed", field="ratio"):
    results = figures[part].get(key)
    return spread([result[field] for result in results])["median"] if results else None


def against(figures, key, rival):
    """The median of the ratios of two peers' ratios, round by round."""
    pairs = list(zip(figures["closed"].get(key, []), figures["closed"].get(rival, [])))
    return spread([one["ratio"] / other["ratio"] for one, other in pairs])["median"] if pairs else None


def benchmark(figures, name, field):
    for result in figures["jmh"]:
        if result["name"] == name and result["params"].get("keys") == str(MILLION):
            return result[field]
    return None


def start_at(figures, keys, field):
    for start in figures["starts"]:
        if start["keys"] == keys:
            return start[field]
    return None


def resident_a_key(figures, keys=MILLION):
    """Bytes that a key adds to what is resident."""
    full, empty = start_at(figures, keys, "rss"), start_at(figures, 0, "rss")
    return None if full is None or empty is None else (full - empty) / keys


def refusal(figures):
    kinds = figures["refusals"].get("edge-io_uring") or figures["refusals"].get("edge-epoll")
    return max(kind["loop"]["median"] for kind in kinds.values()) if kinds else None


def megabytes(value):
    return None if value is None else value / MEGABYTE


def verdicts(figures):
    ring, epoll = "edge-io_uring", "edge-epoll"
    best = ring if ring in figures["closed"] else epoll
    decision, read = "DecisionBenchmark.judge", "DecisionBenchmark.readAndJudge"
    return [
        Verdict("CPU a decision, io_uring, against nginx 204", 0.9, 1.1, ratio(figures, ring), "x", ring),
        Verdict("CPU a decision, epoll, against nginx 204", 1.5, 2.0, ratio(figures, epoll), "x", epoll),
        Verdict(
            "CPU a decision, io_uring, against HAProxy's map of pairs",
            0.8,
            1.0,
            against(figures, ring, "haproxy-map"),
            "x",
            ring,
        ),
        Verdict(
            "decision in process, 1,000,000 keys", 600, 1000, benchmark(figures, decision, "least"), "ns"
        ),
        Verdict(
            "the same with reading the headers' values", 600, 1000, benchmark(figures, read, "least"), "ns"
        ),
        Verdict("allocated by an allowed decision in process", 0, 0, allocated(figures, decision), "bytes"),
        Verdict("resident a key at 1,000,000 keys", 96, 128, resident_a_key(figures), "bytes"),
        Verdict(
            "resident in all, 1,000,000 keys", 300, 300, megabytes(start_at(figures, MILLION, "rss")), "MB"
        ),
        Verdict(
            "resident in all, 10,000,000 keys",
            1500,
            1500,
            megabytes(start_at(figures, 10 * MILLION, "rss")),
            "MB",
        ),
        Verdict(
            "first answer after start, 1,000,000 keys",
            1000,
            1000,
            start_at(figures, MILLION, "firstAnswerMillis"),
            "ms",
        ),
        Verdict("p50 at 20 % load, against nginx 204", 2, 2, ratio(figures, best, "open", "p50"), "x", best),
        Verdict("p99 at 20 % load, against nginx 204", 3, 3, ratio(figures, best, "open", "p99"), "x", best),
        Verdict(
            "CPU a refusal on the caller's path, against an allowed request",
            1.5,
            1.5,
            refusal(figures),
            "x",
            best,
        ),
    ]


def allocated(figures, decision):
    value = benchmark(figures, decision, "bytes")
    return None if value is None else round(value)
