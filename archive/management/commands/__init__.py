"""Commands of the archive, one a module; docs/reference/commands.md describes each."""
