//! See `frontis_fuzz::session`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| frontis_fuzz::session::check(data));
