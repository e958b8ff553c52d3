//! See `frontis_fuzz::config`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| frontis_fuzz::config::check(data));
