"""A check of prose: phrases that readers stumble over, long sentences, passive verbs."""
