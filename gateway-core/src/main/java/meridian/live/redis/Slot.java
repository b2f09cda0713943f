package meridian.live.redis;

import meridian.Fingerprint;

/// Where one answer of a region is: one for each fingerprint and zone.
///
/// @param fingerprint of its question
/// @param zone its residency zone, empty for none
record Slot(Fingerprint fingerprint, String zone) {}
