"""The demo archive: "The space race as it came over the wire", 1957 to 1975.

Data only. `stories/` holds plain wire copy of made-up agencies, exactly as a feed would deliver it; the JSON files
hold what the demo's editors know and have decided. Start with `manifest.json`, which lists the stories in the order
they came. The facts are public history; the agencies, their bylines and their words are invented for this archive,
and no words are put into the mouth of a real person.
"""
