"""Issue forms: for those who know a fact and no YAML. A form for each kind, and what is made of one that is filled in.

The forms are made from the models (``forms``). What comes back is text from
anybody: it is read (``filled``) and checked (``entry``), and never run.
"""
