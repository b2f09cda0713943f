package meridian.scenario;

import java.util.List;
import java.util.Optional;

/// A source that ends at a moment, whatever would come after.
final class Until implements TrafficSource {
  private final TrafficSource source;
  private final long untilNanos;
  private boolean isOver;

  Until(TrafficSource source, long untilNanos) {
    this.source = source;
    this.untilNanos = untilNanos;
  }

  @Override
  public Optional<Planned> next() {
    if (isOver) {
      return Optional.empty();
    }
    Optional<Planned> next = source.next().filter(planned -> planned.atNanos() < untilNanos);
    isOver = next.isEmpty();
    return next;
  }

  @Override
  public List<Tenant> tenants() {
    return source.tenants();
  }
}
