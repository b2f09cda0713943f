package meridian.provider;

/// The way between the origin and a provider's region.
@FunctionalInterface
public interface RoundTrip {
  /// One round trip as it would take now, nanoseconds, 0 or more; each call may draw anew.
  long nanos();
}
