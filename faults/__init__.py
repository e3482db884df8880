"""`make faults`: break the running house on purpose and prove that nothing is lost, doubled or out of order.

One driver starts a PostgreSQL, a Redis, a portal, a worker, a beat and a mock OSS of its own, makes changes through
the product's own doors, keeps a ledger of all that was acknowledged, injects a fault, waits for quiet, and then
compares three books: the ledger, the mock's journal, the database. docs/faults.md says what each fault and each
invariant is, and holds the last whole run.

    stage      servers, office, start, clocks, points, guards    what runs, and how it is broken
    work       people, walking, ledger, mock                     what people do meanwhile
    judgement  books (facts read), checker (pure), quiet         what must hold afterwards
    plans/     the faults, and controls/ the switched-off guards that the checker must see
"""
