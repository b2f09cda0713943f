package meridian.control;

import java.io.IOException;
import java.nio.file.Path;
import meridian.telemetry.Event;

/// Writes every finished request of a run to a file, each as a [TraceLine].
final class TraceFile implements Simulation.Spectator, AutoCloseable {
  private final JsonLines lines;

  private TraceFile(JsonLines lines) {
    this.lines = lines;
  }

  static TraceFile open(Path file) throws IOException {
    return new TraceFile(JsonLines.open("--trace", file));
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.RequestFinished done) {
      lines.write(TraceLine.of(done.timeline()));
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
