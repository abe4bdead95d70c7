"""The shapes of the archetypes: who is tied with whom, before arcs, labels and items."""
