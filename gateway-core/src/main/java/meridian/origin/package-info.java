/// The origin: what needs consistency. Key revocation, single-flight, the exact cache, provider
/// calls, settlement, and the writes to the KV.
///
/// It owns [meridian.origin.Origin], which answers the envelopes that PoPs send. It sees no PoP and
/// no client; provider keys go no further than here.
package meridian.origin;
