//! See `frontis_fuzz::shortcodes`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| frontis_fuzz::shortcodes::check(data));
