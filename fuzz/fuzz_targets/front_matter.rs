//! See `frontis_fuzz::front_matter`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| frontis_fuzz::front_matter::check(data));
