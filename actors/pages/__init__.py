"""Pages of people, organisations, countries, meetings, events, offices and agreements."""
