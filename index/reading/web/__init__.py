"""Addresses, web pages and feeds → raw articles."""
