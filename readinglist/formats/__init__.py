"""Formats that come in (digests) and go out (exports); one file a format."""
