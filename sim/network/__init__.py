"""The people of an organisation and the ties between them: built from archetypes, or read from files."""
