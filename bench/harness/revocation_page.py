"""Writes what bench/revocation measured into its page: one section a mode, the other kept."""

import datetime
import os
import pathlib
import re
import sys

HEAD = """# Revocation, measured

Written by `bench/revocation`; run it to get your own machine's. What is aimed at is in
[Revocation](../explanation/revocation.md): 250 ms at the 99th percentile, 2 s always.
"""
SECTIONS = {"measure": "From the answer to the first refusal", "new-enemy": "Revoke, then use with the revision"}


def main():
    mode, result, page = sys.argv[1], pathlib.Path(sys.argv[2]).read_text().strip(), pathlib.Path(sys.argv[3])
    old = page.read_text() if page.exists() else ""
    parts = dict(re.findall(r"^## (.+?)\n\n(.*?)(?=^## |\Z)", old, re.M | re.S))
    load = os.getloadavg()[1]
    now = datetime.date.today().isoformat()
    parts[SECTIONS[mode]] = (
        f"{result}\n\nMeasured {now} on {os.cpu_count()} processors, which carried the control node, the"
        f" verifiers and\nwhoever asked, all at once; load average {load:.1f}.\n"
    )
    body = "".join(f"\n## {title}\n\n{parts[title].strip()}\n" for title in SECTIONS.values() if title in parts)
    page.write_text(HEAD + body)


main()
