//! From bleeding and the other signs to cycles, ovulation, phases and a forecast.
