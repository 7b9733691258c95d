"""What a writer of safe documents is; anything that is not safe, it refuses."""

from collections.abc import Callable

from earlyyears.kernel import frozen

from .safe import SafeDocument, UnsafeDocumentError

__all__ = ["Writer"]


@frozen
class Writer:
    """A way of writing safe documents, with the ending of the files it makes."""

    name: str
    #: Ending of its files, with the dot, in small letters.
    ending: str
    media_type: str
    work: Callable[[SafeDocument], bytes]

    def __call__(self, safe: SafeDocument) -> bytes:
        """Write a safe document; anything else is refused, whatever it looks like."""
        if type(safe) is not SafeDocument:
            message = f"a {type(safe).__name__} is not a safe document"
            raise UnsafeDocumentError(
                message, advice="Call make_safe(document, policy) first."
            )
        return self.work(safe)
