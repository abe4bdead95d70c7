"""What the runs of a sweep say: which parameters matter, where it burns, how sure the numbers are. A file a method."""
