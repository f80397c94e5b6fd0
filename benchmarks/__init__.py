"""Benchmarks: figures of speed, measured in process on a newsroom made for it."""
