"""The life of an application: its steps, why a step is closed, how it is drawn and told."""
