"""Tagging: names from the gazetteer, dates, quantities; citations and regions outside are passed over."""
