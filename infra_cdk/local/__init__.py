"""The synthesized template, run on this machine: same functions, rules and state machine as in the cloud."""
