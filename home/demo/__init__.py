"""The demo newsroom: its text, its pictures and what puts them in."""
