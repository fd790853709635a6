"""The text room: the words of a story and everything that points into them. Pure Python, no Django.

A text is plain Unicode whose blocks are parted by one blank line (`canonical`). All that is said about
it stands off from it: formatting is `marks`, places are `spans` in code points, anchors are `quotes`.
Start at `render.render_text`, the one function that turns text, marks and highlights into HTML; it
works in three steps: `layout` (which blocks), `inline` (which elements), `nesting` (in which order they
open and close). `excerpt` and `diff` serve listings and the comparison of versions. `anchors` finds noted words again
in an edited text, and `web_annotation` writes and reads notes as the W3C has them.
"""
