package meridian.semantic;

import meridian.Fingerprint;

/// Where an answer may be shared: tenant scope, provider and model, everything of the request but
/// its last user text, and the embedding model. Two requests are compared only within one.
///
/// @param digest of all that; no text is kept
public record Partition(Fingerprint digest) {}
