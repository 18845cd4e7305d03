"""The register: one row for each thing the world may see. It knows no subject."""
