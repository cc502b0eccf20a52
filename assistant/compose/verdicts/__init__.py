"""Yes or No: what settles it, in the catalog or in a sentence."""
