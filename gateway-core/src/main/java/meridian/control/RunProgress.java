package meridian.control;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import meridian.scenario.Scenario;
import meridian.telemetry.Event;
import meridian.time.WorldClock;

/// Watches a run for the command line: how far it is, on a terminal.
final class RunProgress implements Simulation.Spectator, AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

  /// The clock is read once for so many requests.
  private static final int REQUESTS_A_LOOK = 256;

  private final Scenario scenario;
  private final Optional<Long> wanted;
  private final WorldClock outside;
  private final Optional<PrintWriter> terminal;
  private final long begunNanos;
  private long toldNanos;
  private long finished;

  private RunProgress(
      Scenario scenario,
      Optional<Long> wanted,
      WorldClock outside,
      Optional<PrintWriter> terminal) {
    this.scenario = scenario;
    this.wanted = wanted;
    this.outside = outside;
    this.terminal = terminal;
    this.begunNanos = outside.nanos();
    this.toldNanos = begunNanos;
  }

  /// @param wanted how many requests the run sends, when that ends it
  /// @param outside real time
  static RunProgress open(
      Scenario scenario, Optional<Long> wanted, WorldClock outside, PrintWriter err) {
    return new RunProgress(
        scenario, wanted, outside, isTerminal() ? Optional.of(err) : Optional.empty());
  }

  /// Without a terminal the JDK has no console, or one that says so.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.RequestFinished) {
      finished++;
      if (terminal.isPresent() && finished % REQUESTS_A_LOOK == 0) {
        tell(event.atNanos());
      }
    }
  }

  private void tell(long worldNanos) {
    long now = outside.nanos();
    if (now - toldNanos < BETWEEN_LINES.toNanos()) {
      return;
    }
    toldNanos = now;
    double share =
        wanted
            .map(most -> (double) finished / most)
            .orElse(
                (double) (worldNanos - scenario.startNanos())
                    / (double) scenario.duration().toNanos());
    double seconds = (now - begunNanos) / 1e9;
    String line =
        String.format(
            Locale.ROOT,
            "\r%3.0f %% · %,d requests · %,.0f a second · %.0f s left ",
            100 * share,
            finished,
            finished / seconds,
            share > 0 ? seconds * (1 - share) / share : 0);
    terminal.orElseThrow().print(line);
    terminal.orElseThrow().flush();
  }

  @Override
  public void close() {
    terminal.ifPresent(out -> {
      out.print("\r" + " ".repeat(60) + "\r");
      out.flush();
    });
  }
}
