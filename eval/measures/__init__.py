"""Computed measures: exact, offline, the same digits every time."""
