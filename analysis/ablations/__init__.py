"""Ablations: a mechanism taken out, what was predicted of it before any run, and what came.

PREDICTED ──► arms ──► runs ──► judge ──► Row, Row, … ──► table (markdown)
"""
