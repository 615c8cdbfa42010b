"""Measurements, not tests: machines differ and are noisy, so compare only within one run. See ``make bench``."""
