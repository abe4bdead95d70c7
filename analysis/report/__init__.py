"""A run or a sweep as one self-contained page, to hand on or to lay before a board."""
