"""Accept, reject, undo: what editors decide about what the machine proposes."""
