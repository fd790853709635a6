"""Commands of the desk, one a module; docs/reference/commands.md describes each."""
