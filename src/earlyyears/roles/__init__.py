"""Who leads on a setting, by which rule, and why."""
