"""Coding: passages of the text under the codes of a codebook, each with the cues that put it there."""
