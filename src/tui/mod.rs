//! The terminal: panes over a model.
