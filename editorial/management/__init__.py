"""The command line of the desk; each command is one module in `commands/`."""
