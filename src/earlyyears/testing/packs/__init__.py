"""The kit for packs: every file loads, is dated and sourced, and holds facts only."""
