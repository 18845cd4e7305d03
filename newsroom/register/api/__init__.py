"""The API's common parts: what every address answers in the same way."""
