"""Work that no person waits for: deadlines, reminders, the printing press."""
