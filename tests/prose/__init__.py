"""A check of the project's prose for phrases that make readers stumble, long sentences and passive verbs."""
