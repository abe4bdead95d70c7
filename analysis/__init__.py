"""From results to findings: figures, words, diagnosis. Reads results, asks `experiments` for runs."""
