"""Tools that know nothing of licensing; each sub-room opens with its own words.

What happened: journal/. What is owed to the outside: outbox/, messaging/. What is due: pulse/ (work and health),
calendar/ (working days). What is kept: files/, secrets/ (personal data), numbers/. What is read and written: identity/
(numbers as people type them), printing/ and signing/ (paper), ui/ (components, docs/ui.md). Whose house it is: office/.
How often one may try: throttle/.
"""
