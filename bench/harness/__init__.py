"""The harness of the bench: see docs/designs/bench.md."""
