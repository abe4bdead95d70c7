"""The fourteen steps of a week, a file each; `sim.week` says their order.

Every step has the signature `step(world, week, part, parts)`: it does the part `part` of `parts`
of its rows, so that threads can share it. Steps that are small, or whose order matters, do
everything in part 0. Results never depend on `parts`.
"""
