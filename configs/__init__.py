"""Hydra groups: one folder a group, one file an option; `config.yaml` says what stands together by default."""
