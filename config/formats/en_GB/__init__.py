"""The formats of British English at a news desk: twenty-four hours, no “noon”."""
