/// The port between nodes, and the model of the wide-area network behind it.
///
/// It owns [meridian.network.Network] (call another node and read its deliveries as they arrive),
/// the envelopes that PoP and origin exchange, and the link model (round trips, handshakes, slow
/// start, jitter, loss). Round-trip times enter from `atlas`, moments and chance from `time`;
/// deliveries leave, each stamped with the moment it arrived.
package meridian.network;
