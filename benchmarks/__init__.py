"""Measurements, never tests: machines differ and are noisy, so compare within one run. See ``make bench``."""
