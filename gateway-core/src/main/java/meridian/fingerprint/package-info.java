/// What makes two requests the same question: a canonical form, and its SHA-256.
///
/// It owns the versioned specification (`spec-v1.json`: which fields select the answer, which
/// cannot), its golden vectors, and the comparison of two requests. A checked
/// [meridian.ChatRequest] and a [meridian.fingerprint.FingerprintScope] enter; a fingerprint, or
/// the reason why there is none, leaves. It is pure: no clock, no chance, and JSON is read for it
/// by whoever calls.
package meridian.fingerprint;
