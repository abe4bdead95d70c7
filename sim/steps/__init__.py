"""The fourteen steps of a week, a file each; `sim.week` says their order.

A pass of a step has the signature `step(world, week, part, parts)`: it does the part `part` of `parts`
of its rows, so that threads can share it. Steps that are small, or whose order matters, do
everything in part 0. Results never depend on `parts`. Steps that go from person to person and ask about
nobody else have `step(world, week, block)` and do one block of people (`sim.week.kindle`, `settle`).
"""
