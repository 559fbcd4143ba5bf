"""Agreement between coders: what they coded, coefficients with intervals, disagreements."""
