"""The error tree.

FootnoteError              every error of ours; its text is a plain sentence with a remedy
├── SettingsError          a setting is missing or wrong (exit code 2)
├── KnowledgeError         the knowledge could not be loaded at all
├── StoreError             the database did not take a change
├── NotFoundError          an id that does not exist
├── UnreachableError       a service outside did not answer (exit code 1)
└── UsageError             a command was called with something it cannot use (exit code 2)
"""


class FootnoteError(Exception):
    """Text that may be shown to a person as it is."""


class SettingsError(FootnoteError):
    """A setting is missing or wrong."""


class KnowledgeError(FootnoteError):
    """The knowledge could not be loaded at all."""


class StoreError(FootnoteError):
    """The database did not take a change."""


class NotFoundError(FootnoteError):
    """An id that does not exist."""


class UnreachableError(FootnoteError):
    """A service outside did not answer."""


class UsageError(FootnoteError):
    """A command was called with something it cannot use."""
