"""Writes the figures of a run as the page docs/reference/figures.md."""
import json
import os
import re
import sys

from .rounds import spread
from .targets import MEGABYTE, verdicts

BUSY = 1.0  # the load average above which others take part
INTRODUCTION = """# Figures

Measured by `bench/run`, which wrote this page; run it to get your own machine's. How it measures is
in [the design of the bench](../designs/bench.md). **Compare ratios, not absolute figures**: a ratio
sets a server beside nginx that does nothing, measured just before and just after it.
"""
CLOSED = """One processor for the server, 64 connections, each sends its next request when it has the answer.
CPU is what all of the server's processes and threads used, compilers and collectors included; capacity
a core is its inverse. A ratio is CPU beside that of `nginx, return 204`: less is better.
"""
OPEN = """Requests arrive at random (Poisson) at {rate:,.0f} a second, 20 % of what nginx carries on its
processor; latency counts from the instant at which a request was meant to be sent. Who cannot carry
that rate is left out.
"""
REFUSALS = """CPU of an all-refused run beside an all-allowed one, in the same round. The caller's path is the
event loop alone; the rest is a refusal's examination in the background, which takes no more than a
quarter of a processor.
"""
STARTS = """Started on all processors from its snapshot file and with the notes of a rehearsed start, as the
launcher starts the product, with a heap of at most 64 MB
(10,000,000 keys: 512 MB, for 100,000 accounts stand on it): from the start of the process to
its first answer, then the 99th percentile of latency in the first and third second of 10,000 requests
a second. Resident is what the kernel
counts; heap is what is in use after a collection. A key costs what it adds to a server without keys.
"""
GRPC = """Envoy's external authorization over HTTP/2, 4 connections with 16 calls at a time on each: the
skeleton by which [the library](../decisions/0007-vertx-grpc.md) was chosen. The ratio is to the same `nginx, return 204`.
"""
JMH = """By JMH, one thread: the fastest iteration, since neighbours on the machine only add, and the mean with its
99.9 % error; bytes are what is allocated and dies young. A decision is `judge`, and with the headers'
values to be read first `readAndJudge`. `casbin` and `cedar` are policy engines that answer what
`permission` answers, for 1,000 keys.
"""


def table(heads, rows):
    """A Markdown table; all but the first column, and those headed in words, are numbers."""
    lines = ["| " + " | ".join(head.lstrip("<") for head in heads) + " |"]
    lines.append("| " + " | ".join("---" if head.startswith("<") else "---:" for head in heads) + " |")
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def number(value, unit=""):
    if value is None:
        return ""
    digits = 2 if abs(value) < 20 and unit == "x" else 1 if abs(value) < 100 and unit != "ms" else 0
    text = f"{value:,.{digits}f}"
    return text if unit == "x" else f"{text} {unit}".strip()


def ranged(values):
    found = spread(values)
    return f"{found['median']:.2f} ({found['least']:.2f} to {found['most']:.2f})"


def target_table(figures):
    rows = [
        (
            verdict.what,
            number(verdict.goal, verdict.unit),
            number(verdict.must, verdict.unit),
            number(verdict.measured, verdict.unit),
            verdict.word,
        )
        for verdict in verdicts(figures)
    ]
    return table(("<at most", "goal", "must", "measured", "<verdict"), rows)


def is_grpc(key):
    return key.startswith("grpc-")


def closed_table(figures, wanted=lambda key: not is_grpc(key)):
    rows = []
    for key, samples in figures["closed"].items():
        if not wanted(key):
            continue
        peer = figures["peers"][key]
        rows.append(
            (
                peer["name"],
                peer["decides"],
                ranged([seen["ratio"] for seen in samples]),
                number(spread([seen["nanos"] / 1000 for seen in samples])["median"]),
                f"{spread([seen['perSecond'] for seen in samples])['median']:,.0f}",
            )
        )
    return table(
        ("<server", "<what it decides", "ratio (range)", "CPU, microseconds", "requests a second"), rows
    )


def open_table(figures):
    rows = []
    for key, samples in figures["open"].items():
        micros = {
            share: spread([seen["micros"][share] for seen in samples])["median"]
            for share in ("p50", "p99", "p999")
        }
        rows.append(
            (
                figures["peers"][key]["name"],
                ranged([seen["p50"] for seen in samples]),
                ranged([seen["p99"] for seen in samples]),
                *(f"{micros[share]:,.0f}" for share in micros),
            )
        )
    return table(
        ("<server", "p50, ratio (range)", "p99, ratio (range)", "p50, microseconds", "p99", "p99.9"), rows
    )


def refusal_table(figures):
    words = {"unknown": "a pair that does not exist", "lacking": "a pair that lacks the resource"}
    rows = []
    for key, kinds in figures["refusals"].items():
        for kind, parts in kinds.items():
            rows.append(
                (
                    figures["peers"][key]["name"],
                    words[kind],
                    *(
                        f"{parts[part]['median']:.2f} ({parts[part]['least']:.2f} to {parts[part]['most']:.2f})"
                        for part in ("loop", "all")
                    ),
                )
            )
    return table(("<server", "<refused", "caller's path (range)", "all threads (range)"), rows)


def start_table(figures):
    empty = next((start for start in figures["starts"] if start["keys"] == 0), None)
    rows = []
    for start in figures["starts"] if empty else []:
        keys = start["keys"]
        rows.append(
            (
                f"{keys:,}",
                f"{start['firstAnswerMillis']:,.0f} ms",
                f"{start['p99OfFirstSecond'] / 1000:,.1f} ms",
                f"{start['p99OfThirdSecond'] / 1000:,.1f} ms",
                *(f"{start[part] / MEGABYTE:,.0f} MB" for part in ("rss", "anonymous", "file", "heapUsed")),
                f"{(start['rss'] - empty['rss']) / keys:,.0f} B" if keys else "",
                f"{(start['heapUsed'] - empty['heapUsed']) / keys:,.0f} B" if keys else "",
            )
        )
    heads = ("keys", "first answer", "p99, 1st second", "p99, 3rd second", "resident", "of it anonymous")
    return table((*heads, "of it files", "heap in use", "resident a key", "heap a key"), rows)


def allocation_lines(figures):
    names = figures["peers"]
    return "".join(
        f"- {names[key]['name']}: {value:,.0f} bytes allocated a request, all threads\n"
        for key, value in figures["allocation"].items()
    )


def jmh_table(figures):
    rows = [
        (
            f"`{result['name']}`",
            ", ".join(f"{value:,}" if isinstance(value, int) else grouped(value) for value in result["params"].values()),
            f"{result['least']:,.1f}",
            f"{result['nanos']:,.1f} ± {float(result['error']):,.1f}",
            "" if result["bytes"] is None else f"{result['bytes']:,.1f}",
        )
        for result in figures["jmh"]
    ]
    return table(("<what", "keys", "ns, fastest", "ns, mean", "bytes"), rows)


def grouped(text):
    return f"{int(text):,}" if text.isdigit() else text


def misses(figures):
    """Which targets were missed, and where the time went in the edge that missed them."""
    missed = [verdict for verdict in verdicts(figures) if "missed" in verdict.word]
    text = "".join(
        f"- {verdict.what}: {number(verdict.measured, verdict.unit)}"
        f" (goal: {number(verdict.goal, verdict.unit)}, must: {number(verdict.must, verdict.unit)})"
        f"{'. ' * bool(verdict.cause)}{verdict.cause}\n"
        for verdict in missed
    )
    for key in dict.fromkeys(verdict.peer for verdict in missed if verdict.peer in figures["profiles"]):
        parts = figures["profiles"][key]["parts"]
        listed = ", ".join(f"{part} {share:.0%}" for part, share in parts)
        text += f"\nWhere the CPU time of {figures['peers'][key]['name']} goes: {listed}.\n"
    return text or "None.\n"


def profile_tables(figures):
    text = ""
    for key, profile in figures["profiles"].items():
        text += f"\n{figures['peers'][key]['name']}:\n\n"
        text += table(
            ("<on top of the stack", "share"),
            [(f"`{frame}`", f"{share:.1%}") for frame, share in profile["frames"]],
        )
    return text


def dates_words(dates):
    """When each part was measured; one date for all where it is the same."""
    if len(set(dates.values())) == 1:
        return next(iter(dates.values()))
    return "; ".join(f"{part} {date}" for part, date in dates.items())


def run_words(figures):
    machine, measure = figures["machine"], figures["measure"]
    quick = " **A quick run: its figures mean nothing.**" if figures["how"] == "quick" else ""
    busy = ""
    if float(machine["load"]) > BUSY:
        busy = " **Others worked on the machine meanwhile: latencies, starts and wall times are upper bounds.**"
    lines = [
        f"- {dates_words(figures['dates'])}.",
        f"- {machine['processors']} processors, {machine['processor']},"
        f" {machine['memory']}; Linux {machine['kernel']}, {machine['isolated']}; Java {machine['java']}; load average beforehand {machine['load']}.{busy}{quick}",
        f"- {measure['keys']:,} keys, {measure['requests']:,} different requests, {measure['rounds']}"
        f" rounds of {measure['seconds']} s; better-auth with {measure['rival_keys']:,} keys.",
        "- Command: `bench/run" + (" --quick`" if quick else " --install`") + ".",
        "- Versions: " + "; ".join(dict.fromkeys(v for v in figures["versions"] if v)) + ".",
    ]
    lines += [f"- Not run: {name}: {reason}." for name, reason in figures["missing"].items()]
    return "\n".join(lines) + "\n"


def text_of(figures):
    sections = [
        ("The run", run_words(figures)),
        ("Targets", target_table(figures)),
        ("CPU a request", CLOSED + "\n" + closed_table(figures)),
        ("Latency", OPEN.format(rate=figures["rate"]) + "\n" + open_table(figures)),
        ("Refusals", REFUSALS + "\n" + refusal_table(figures)),
        ("Start and memory", STARTS + "\n" + start_table(figures)),
        ("gRPC", GRPC + "\n" + closed_table(figures, is_grpc)),
        ("Allocation", allocation_lines(figures)),
        ("In process", JMH + "\n" + jmh_table(figures)),
        ("Targets missed, and why", misses(figures)),
        ("Profiles", "Top frames by CPU time while the edge answered the mixed requests.\n" + profile_tables(figures)),
    ]
    return INTRODUCTION + "".join(f"\n## {title}\n\n{text}" for title, text in sections)


OTHERS = ("A flood of refusals",)  # sections that other scripts write, and a run keeps


def section_of(text, title):
    """A section with its heading, up to the next; empty where there is none."""
    found = re.search(r"\n## " + re.escape(title) + r"\n.*?(?=\n## |\Z)", text, re.DOTALL)
    return found.group(0) if found else ""


def replace(target, title, text):
    """Writes one section of the page that is there, and leaves the others."""
    with open(target, encoding="utf-8") as file:
        before = file.read()
    old, new = section_of(before, title), f"\n## {title}\n\n{text}"
    with open(target, "w", encoding="utf-8") as file:
        file.write(before.replace(old, new) if old else before + new)


def write(figures, target):
    before = ""
    if os.path.exists(target):
        with open(target, encoding="utf-8") as file:
            before = file.read()
    with open(target, "w", encoding="utf-8") as file:
        file.write(text_of(figures) + "".join(section_of(before, title) for title in OTHERS))


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source:
        write(json.load(source), sys.argv[2])
