"""Real ties: how far they explain real adoption, and where on them training goes furthest."""
