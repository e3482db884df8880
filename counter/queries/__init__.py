"""What is asked of the queue: hours, lines, who waits, what the board shows, which machine knocks."""
