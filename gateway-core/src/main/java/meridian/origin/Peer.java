package meridian.origin;

import meridian.network.Address;

/// Another origin region.
///
/// @param region its name
/// @param address where it answers
public record Peer(String region, Address address) {}
