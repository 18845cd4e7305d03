"""Who acts: people, countries, organisations; their offices, meetings and agreements."""
