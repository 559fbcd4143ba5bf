"""The shapes of the configuration files: what ``configs/`` may hold, checked when it is read."""
