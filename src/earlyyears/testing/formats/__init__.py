"""The kit for report formats: hostile text, disclosure, accessibility, determinism."""
