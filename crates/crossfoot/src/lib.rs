//! Placeholder of the library root.
