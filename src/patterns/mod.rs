//! What the pain goes with, told honestly.
