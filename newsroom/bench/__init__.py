"""The benchmark: an archive made up for it, and what that archive's pages and jobs cost."""
