"""What the virtual machine measures: JMH's parts in process, and profiles of a running edge."""
import collections
import json
import os
import re
import subprocess

FRAMES = 12
PARTS = [
    ("compiler and collector", r"\(no Java frame"),
    (
        "system calls",
        r"io\.netty\.channel\.(uring|epoll)\.Native\b|io\.netty\.channel\.unix\.Socket\b|sun\.nio\.ch\.",
    ),
    ("Netty and Vert.x", r"io\.(netty|vertx)\."),
    ("the edge's adapter", r"io\.counterfoil\.edge\."),
    ("the decision: hashing", r"(sun|java|javax)\.(security|crypto)\.|io\.counterfoil\.core\.key\."),
    ("the decision: look-up", r"io\.counterfoil\.core\.(table|store)\.|jdk\.internal\.(misc|foreign)\."),
    ("the decision: routes and roles", r"io\.counterfoil\.core\.role\."),
    ("the decision: the rest", r"io\.counterfoil\."),
]


def jmh(bench):
    """Runs the benchmarks; their results as JMH writes them."""
    results = bench.file("jmh.json")
    options = ["-prof", "gc", "-rf", "json", "-rff", results]
    log = bench.file("jmh.log")
    with open(log, "wb") as out:
        done = subprocess.run(
            bench.java(
                "org.openjdk.jmh.Main",
                *options,
                *bench.measure.jmh,
                # Another run of JMH elsewhere on the machine disturbs the figures, but is no failure.
                flags=(f"-Dbench.folder={bench.work}", "-Djmh.ignoreLock=true"),
            ),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    if done.returncode != 0:
        raise RuntimeError(f"JMH failed (expected: results in `{results}`); its output is in `{log}`")
    with open(results, encoding="utf-8") as file:
        return [entry(result) for result in json.load(file)]


def entry(result):
    metric = result["primaryMetric"]
    allocated = [
        value["score"]
        for name, value in result["secondaryMetrics"].items()
        if name.endswith("gc.alloc.rate.norm")
    ]
    return {
        "name": ".".join(result["benchmark"].rsplit(".", 2)[1:]),
        "params": result.get("params") or {},
        "nanos": metric["score"],
        "error": metric["scoreError"],
        "least": min(value for fork in metric["rawData"] for value in fork),
        "bytes": allocated[0] if allocated else None,
    }


def profile(bench, peer):
    """Where CPU time goes while the edge works (JEP 509): shares by part, and the top frames."""
    tool = os.path.join(bench.java_home, "bin")
    recording = bench.file(f"{peer.key}.jfr")

    def jcmd(*words):
        subprocess.run(
            [f"{tool}/jcmd", str(peer.server.pids()[0]), *words], check=True, capture_output=True
        )

    jcmd("JFR.start", "name=bench", "jdk.CPUTimeSample#enabled=true")
    bench.load.run(peer.server.port, peer.requests, bench.measure.seconds * 2)
    jcmd("JFR.dump", "name=bench", f"filename={recording}")
    jcmd("JFR.stop", "name=bench")
    shown = subprocess.run(
        [f"{tool}/jfr", "print", "--json", "--stack-depth", "1", "--events", "jdk.CPUTimeSample", recording],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    frames = collections.Counter(
        top_frame(event["values"]) for event in json.loads(shown)["recording"]["events"]
    )
    total = sum(frames.values()) or 1
    parts = collections.Counter()
    for frame, count in frames.items():
        parts[part_of(frame)] += count
    return {
        "parts": [(part, count / total) for part, count in parts.most_common()],
        "frames": [(frame, count / total) for frame, count in frames.most_common(FRAMES)],
    }


def top_frame(values):
    stack = (values.get("stackTrace") or {}).get("frames")
    if not stack:
        return "(no Java frame: compiler, collector)"
    method = stack[0]["method"]
    return f"{method['type']['name'].replace('/', '.')}.{method['name']}"


def part_of(frame):
    return next((part for part, pattern in PARTS if re.match(pattern, frame)), "the JDK's libraries")
