package meridian.simulated;

import java.util.Locale;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;

/// A 64-bit hash over everything that happened in a run, in its order: two runs with the same hash
/// did the same.
///
/// Each addition is one round of SplitMix64's finaliser (Stafford's mix 13) over the state and the
/// value. It tells apart runs that differ by accident; it is no defence against an adversary.
/// Guarded by the baton.
public final class TraceHash implements EventSink {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final Stage[] STAGES = Stage.values();

  private long state = GOLDEN_GAMMA;

  TraceHash() {}

  void add(long value) {
    long z = (state ^ value) + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    state = z ^ (z >>> 31);
  }

  /// Adds a text; [String#hashCode] is the same in every JVM by its specification.
  void add(String value) {
    add(((long) value.hashCode() << 32) ^ value.length());
  }

  /// Adds an event: its kind, its moment, and for a finished request what came of it, stage by
  /// stage.
  @Override
  public void accept(Event event) {
    add(event.getClass().getSimpleName());
    add(event.atNanos());
    if (event instanceof Event.RequestFinished finished) {
      add(finished.timeline());
    }
  }

  private void add(RequestTimeline timeline) {
    add(timeline.id().text());
    add(timeline.pop().code());
    add(timeline.status());
    add(timeline.cache().label());
    add(timeline.fingerprint());
    add(timeline.firstTokenNanos());
    add(timeline.responseBytes());
    for (Stage stage : STAGES) {
      add(timeline.stages().nanos(stage));
    }
  }

  /// 16 hex digits.
  public String hex() {
    return String.format(Locale.ROOT, "%016x", state);
  }
}
