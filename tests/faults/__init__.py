"""What is done to a library that must lose nothing: killed, filled up, damaged."""
