"""What the subcommands of `firewood` do, one file each; `app.cli` imports each only when it is asked for."""
