"""How letters leave: rows for the demo, the console, files, an SMTP server, an HTTP gateway."""
