/// The PoP: authenticates against its own key table, limits, fingerprints, asks the KV, answers or
/// calls the origin.
///
/// It owns [meridian.edge.EdgePop] and what one PoP keeps. Arrivals enter; answers leave through
/// [meridian.edge.Client]. It sees no provider, no ledger and no secret: only key digests.
package meridian.edge;
