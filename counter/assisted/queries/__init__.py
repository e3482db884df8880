"""Who stands at the window, what is theirs, and who is being helped."""
