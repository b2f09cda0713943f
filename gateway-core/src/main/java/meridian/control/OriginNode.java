package meridian.control;

import meridian.Region;
import meridian.ledger.Ledger;
import meridian.ledger.UsageLog;
import meridian.network.Address;
import meridian.origin.Filling;
import meridian.origin.Following;
import meridian.origin.KeyRegistry;
import meridian.origin.Origin;
import meridian.origin.Shipping;
import meridian.origin.Standing;

/// One origin region and what may be seen of it from the front desk.
///
/// @param region where it stands
/// @param address its node on the network
/// @param origin what answers there
/// @param standing whether it serves
/// @param registry its keys
/// @param filling its caches
/// @param ledger its books
/// @param usage its records of served requests
/// @param shipping tells the other regions what changed here
/// @param following takes in what changed there
record OriginNode(
    Region region,
    Address address,
    Origin origin,
    Standing standing,
    KeyRegistry registry,
    Filling filling,
    Ledger ledger,
    UsageLog usage,
    Shipping shipping,
    Following following) {}
