"""A draft before it becomes a file: its answers, what they amount to, and the rules that are frozen on it."""
