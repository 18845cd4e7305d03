"""The guide for partners: pages, and the programs and examples in them, which the tests run."""
