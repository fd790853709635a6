"""The checks, on copy of our own: what they find, and above all what they leave alone."""
