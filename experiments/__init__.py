"""From a configuration to runs: composing, running many, keeping what was run."""
