"""Contracts are run by the tools they are written for, which live in an environment of their own."""
