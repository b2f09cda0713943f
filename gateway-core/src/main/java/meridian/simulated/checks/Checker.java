package meridian.simulated.checks;

import meridian.simulated.Witness;
import meridian.telemetry.EventSink;

/// Watches one run for one kind of violation. Guarded by the baton; made for one run.
public interface Checker extends Witness, EventSink {
  /// What it checks, in a few words: `tenants apart`.
  String name();

  /// Looks at what is left at the end of a run, after everything that went wrong has healed and the
  /// bounds of [Facts.Bounds] have passed.
  default void finish(long nowNanos) {}
}
