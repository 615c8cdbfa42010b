"""Issue forms, for people who know a fact but not YAML: a form for each kind, and the entry made from its answers.

The forms are made from the models (``forms``). The answers are untrusted text: they are parsed (``entry.parse_form``)
and checked (``entry``), but never run.
"""
