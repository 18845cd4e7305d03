"""The French catalogue of the interface: collected from the source, checked, compiled."""

from newsroom.catalogue.po import compile_catalogue

__all__ = ["compile_catalogue"]
