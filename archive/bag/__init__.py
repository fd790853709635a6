"""The whole archive as a BagIt bag (RFC 8493): written by `export`, checked and brought back by `restore`.

Start at `archive.models.portable`, the table of what goes into a bag; `rows` makes rows of it, `public_rows` those of
what readers may see, `writing` the files with their checksums. What is brought back is written by
`archive.actions.restore_rows`.
"""
