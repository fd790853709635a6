"""What the desk proposes to editors: proposers read and propose, each proposal with its reasons; they write nothing.

Start at `related.py`: other stories that belong with a story. What editors decide is kept by
`editorial.models.suggestion` through `editorial.actions`; a proposer is told what was decided and leaves it out.
"""
