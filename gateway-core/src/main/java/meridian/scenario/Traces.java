package meridian.scenario;

/// The recorded traces that scenarios replay; whoever runs one has read them before.
@FunctionalInterface
public interface Traces {
  /// For scenarios without replays.
  Traces NONE =
      (file, _) -> {
        throw new IllegalStateException(
            "replay of " + file + ": expected its trace to be read before, found none");
      };

  /// The trace that `file` holds.
  Trace of(String file, TraceFormat format);
}
