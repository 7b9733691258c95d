"""The kit for rules: signed cases, determinism, arithmetic, grounds and dates."""
