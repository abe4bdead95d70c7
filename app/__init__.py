"""The page and the command: what a person sees. Imports downwards only."""
