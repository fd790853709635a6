"""The command line of the archive; each command is one module in `commands/`."""
