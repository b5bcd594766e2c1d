"""Files in and out: one importer or exporter a noun. Knows the regency's records and the law, never a screen."""
