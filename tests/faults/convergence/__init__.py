"""Randomized convergence: a server, three replicas, a hostile line, and an oracle beside them.

``python -m tests.faults.convergence --seeds 3000`` runs it for long; docs/reliability.md has the
figures. A seed is a story: a list of steps, each with a seed of its own, so that the same seed
makes the same trace, and a story that fails can be told again with steps left out.
"""
