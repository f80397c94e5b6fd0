"""Judges search on questions whose answers are known, engine by engine."""
