//! See `frontis_fuzz::positions_edits`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| frontis_fuzz::positions_edits::check(data));
