"""What the acts mean: one verb a file, used through its module (``submit.submit(file, actor=…)``)."""
