"""Loads people, organisations, offices and tenures from files of other catalogues."""
