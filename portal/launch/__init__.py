"""How the processes of one office are started on one machine: `make run`, containers and the tests use this.

``premises`` says whose data a folder holds, ``keys`` makes the machine's secrets, ``stack`` names the
processes, ``steps`` makes the data ready, ``run`` starts all under one command. Nothing here needs
Django's settings before the secrets exist.
"""
