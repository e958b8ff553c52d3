//! A few dozen sites of our own, so that parity is watched where the recordings are not at hand.
