"""Events: who did what to whom, when, in the terms of the ontology.

Frames and Thai word order propose; weights learnt from annotated texts, where there are any, decide.
"""
