package meridian.control;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import meridian.live.files.TraceFile;
import meridian.scenario.Scenario;
import meridian.scenario.Trace;
import meridian.scenario.TraceFormat;
import meridian.scenario.TraceProblem;
import meridian.scenario.Traces;
import meridian.scenario.Traffic;

/// The recorded traces that a scenario names, read before it plays. Each file is read once for each
/// format.
final class TraceFiles implements Traces {
  private final Map<Named, Trace> traces = new LinkedHashMap<>();

  private record Named(String file, TraceFormat format) {}

  private TraceFiles() {}

  /// Reads what the replays of `scenario` name.
  ///
  /// @param folder what their paths are relative to: the scenario's own
  static TraceFiles read(Scenario scenario, Path folder) throws TraceProblem {
    TraceFiles files = new TraceFiles();
    for (Traffic traffic : scenario.traffic()) {
      if (traffic instanceof Traffic.Replay replay) {
        Named named = new Named(replay.file(), replay.format());
        if (!files.traces.containsKey(named)) {
          Path file = folder.resolve(replay.file());
          files.traces.put(named, TraceFile.read(file, replay.format()));
        }
      }
    }
    return files;
  }

  @Override
  public Trace of(String file, TraceFormat format) {
    return Optional.ofNullable(traces.get(new Named(file, format))).orElseThrow();
  }
}
