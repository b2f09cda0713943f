package meridian;

/// Who gave the answer.
public enum Layer {
  /// The PoP, from the KV.
  EDGE,
  /// The origin, from its exact cache, its semantic cache or a flight in progress.
  ORIGIN,
  /// A provider.
  PROVIDER,
  /// Nobody: the gateway refused.
  NONE
}
