package meridian.simulated.checks;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// When some origins could not tell each other what changed: a way between two of them was cut or
/// slowed down, or one of them was down. With one origin there are none.
///
/// @param spans in order of their beginnings; they may overlap
public record Outages(List<Span> spans) {
  /// Nothing was ever in the way.
  public static final Outages NONE = new Outages(List.of());

  public Outages {
    spans = spans.stream().sorted(Comparator.comparingLong(Span::fromNanos)).toList();
  }

  /// One outage.
  ///
  /// @param fromNanos its first moment
  /// @param toNanos its end, not part of it
  public record Span(long fromNanos, long toNanos) {}

  /// When what happened at `sinceNanos` is known everywhere at the latest, if that takes `takes`
  /// without an outage: the first moment that ends so long a time without any.
  public long knownBy(long sinceNanos, Duration takes) {
    long clearSince = sinceNanos;
    for (Span outage : spans) {
      if (outage.fromNanos() < clearSince + takes.toNanos() && outage.toNanos() > clearSince) {
        clearSince = outage.toNanos();
      }
    }
    return clearSince + takes.toNanos();
  }
}
