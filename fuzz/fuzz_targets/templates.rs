//! See `frontis_fuzz::templates`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| frontis_fuzz::templates::check(data));
