"""Studies: questions that a leader, a teacher or a researcher would put to the model, each in a file of its own."""
