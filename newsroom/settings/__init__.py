"""Settings: what every process shares in base, then one module per way of running."""
