"""How figures are computed: from facts of the catalog, from sentences and rows of any document."""
