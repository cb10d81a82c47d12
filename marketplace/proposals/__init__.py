"""Decisions that cannot be taken back: one officer proposes, another confirms within two days, or nothing happens."""
