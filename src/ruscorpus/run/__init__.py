"""Many documents: finding them, taking each through the pipeline, writing the output tree."""
