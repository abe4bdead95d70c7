"""The acceptance table: 19 patterns that the model must produce by itself, each in a file of its own."""
