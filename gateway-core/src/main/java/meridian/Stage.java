package meridian;

import java.util.Locale;

/// A named slice of one request's time. The vocabulary is fixed; every millisecond of a request is
/// charged to one of these or shows up as residual, in this order of the request's way.
public enum Stage {
  /// DNS, TCP and TLS round trips between client and PoP; 0 on a warm connection.
  CLIENT_CONNECT(Side.CLIENT, Reach.ROUND_TRIP),
  /// The request's way from the client to the PoP.
  CLIENT_EDGE(Side.CLIENT, Reach.ONE_WAY),
  /// Start of the PoP's worker when it has been idle.
  EDGE_COLD_START(Side.EDGE, Reach.LOCAL),
  /// The key checked against the edge-local key table.
  EDGE_AUTH(Side.EDGE, Reach.LOCAL),
  /// The edge limiter's decision.
  EDGE_LIMIT(Side.EDGE, Reach.LOCAL),
  /// Body parsed, canonicalised and hashed.
  EDGE_FINGERPRINT(Side.EDGE, Reach.LOCAL),
  /// The KV look-up for the fingerprint.
  EDGE_KV(Side.EDGE, Reach.LOCAL),
  /// The stored answer rendered as JSON or SSE.
  EDGE_ASSEMBLE(Side.EDGE, Reach.LOCAL),
  /// TCP and TLS round trips between PoP and origin; 0 on a warm connection.
  ORIGIN_CONNECT(Side.ORIGIN, Reach.ROUND_TRIP),
  /// The request's way from the PoP to the origin; for an origin that never answers the wait until
  /// the PoP knows.
  EDGE_ORIGIN(Side.ORIGIN, Reach.ONE_WAY),
  /// The origin's own check of key and revocation.
  ORIGIN_AUTH(Side.ORIGIN, Reach.LOCAL),
  /// A collapsed request waiting for the single-flight leader.
  ORIGIN_WAIT(Side.ORIGIN, Reach.LOCAL),
  /// The origin's exact cache look-up.
  ORIGIN_CACHE(Side.ORIGIN, Reach.LOCAL),
  /// Rate limit and budget reserve.
  ORIGIN_BUDGET(Side.ORIGIN, Reach.LOCAL),
  /// The prompt embedded for the semantic cache.
  SEMANTIC_EMBED(Side.SEMANTIC, Reach.LOCAL),
  /// The vector search and its guard.
  SEMANTIC_SEARCH(Side.SEMANTIC, Reach.LOCAL),
  /// TCP and TLS round trips between origin and provider; 0 on a warm connection.
  PROVIDER_CONNECT(Side.PROVIDER, Reach.ROUND_TRIP),
  /// The network share of the provider call: one round trip between origin and provider region.
  PROVIDER_NETWORK(Side.PROVIDER, Reach.ROUND_TRIP),
  /// From the request's arrival at the provider until its first token.
  PROVIDER_TTFT(Side.PROVIDER, Reach.LOCAL),
  /// From the provider's first token to its last.
  PROVIDER_STREAM(Side.PROVIDER, Reach.LOCAL),
  /// Cost computed and the reserve settled.
  ORIGIN_SETTLE(Side.ORIGIN, Reach.LOCAL),
  /// The exact cache written and the KV write handed over.
  ORIGIN_WRITE(Side.ORIGIN, Reach.LOCAL),
  /// The answer's way from the origin to the PoP.
  ORIGIN_EDGE(Side.ORIGIN, Reach.ONE_WAY),
  /// The answer's way from the PoP to the client.
  EDGE_CLIENT(Side.CLIENT, Reach.ONE_WAY);

  /// Where the time passes.
  public enum Side {
    /// Between client and PoP.
    CLIENT,
    /// In the PoP.
    EDGE,
    /// In the origin, or between PoP and origin.
    ORIGIN,
    /// In the origin's semantic cache.
    SEMANTIC,
    /// At the provider, or between origin and provider.
    PROVIDER
  }

  /// What kind of time it is; said beside every network figure.
  public enum Reach {
    /// One direction of a link.
    ONE_WAY,
    /// One or more round trips.
    ROUND_TRIP,
    /// Work or waiting in one place.
    LOCAL
  }

  /// How many stages there are.
  public static final int COUNT = values().length;

  private final Side side;
  private final Reach reach;
  private final String label = name().toLowerCase(Locale.ROOT);

  Stage(Side side, Reach reach) {
    this.side = side;
    this.reach = reach;
  }

  /// Where the time passes.
  public Side side() {
    return side;
  }

  /// One way, round trip or local.
  public Reach reach() {
    return reach;
  }

  /// The name on the wire, in metrics and on screen: `edge_kv`.
  public String label() {
    return label;
  }
}
