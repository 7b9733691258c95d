"""The kit for a plugin as a whole: its kinds, its neighbours, and its removal."""
