//! What a browser answers to the ports.
