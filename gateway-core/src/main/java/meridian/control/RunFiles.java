package meridian.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files that a run writes as it goes.
record RunFiles(Optional<TraceFile> trace, Optional<RunHistory> history) implements AutoCloseable {
  /// Makes the files that are wanted anew.
  static RunFiles open(Optional<Path> trace, Optional<Path> history) throws IOException {
    Optional<TraceFile> requests = Optional.empty();
    if (trace.isPresent()) {
      requests = Optional.of(TraceFile.open(trace.get()));
    }
    Optional<RunHistory> operations = Optional.empty();
    if (history.isPresent()) {
      operations = Optional.of(RunHistory.open(history.get()));
    }
    return new RunFiles(requests, operations);
  }

  /// Those who write the files, and another.
  Simulation.Spectator and(Simulation.Spectator other) {
    List<Simulation.Spectator> all = new ArrayList<>(List.of(other));
    trace.ifPresent(all::add);
    history.ifPresent(all::add);
    return Simulation.Spectator.all(all);
  }

  @Override
  public void close() throws IOException {
    try {
      if (trace.isPresent()) {
        trace.get().close();
      }
    } finally {
      if (history.isPresent()) {
        history.get().close();
      }
    }
  }
}
