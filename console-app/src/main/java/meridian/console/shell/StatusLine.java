package meridian.console.shell;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import meridian.console.feed.Feed;
import meridian.console.format.Figures;
import meridian.console.theme.Parts;
import meridian.control.Playback;
import meridian.telemetry.Snapshot;

/// How gateway and console are doing, on one line.
final class StatusLine extends HBox {
  private static final long STALE_NANOS = 3_000_000_000L;
  private static final long SLOW_FRAME_NANOS = 33_000_000L;

  private static final List<String> TONES = List.of("ok", "warn", "crit");

  private final Feed feed;
  private final ZoneId zone;
  private final Label engine = Icons.label("", "value");
  private final Label age = Icons.label("", "value");
  private final Label rate = Icons.label("", "value");
  private final Label dropped = Icons.label("", "value");
  private final Label frame = Icons.label("", "value");
  private final Label heap = Icons.label("", "value");
  private final EventRate events = new EventRate();

  StatusLine(Feed feed, ZoneId zone, String gatewayName) {
    this.feed = feed;
    this.zone = zone;
    getStyleClass().add("status-line");
    getChildren()
        .addAll(
            engine,
            pair("events", rate, "Events counted by the gateway, per second"),
            pair("dropped", dropped, "Events lost at the bound of the gateway's queue"),
            pair("snapshot", age, "Age of the newest snapshot"),
            Icons.spring(),
            Icons.label(gatewayName, "name"),
            pair("frame p99", frame, "Time between frames, and the console's own work in them"),
            pair("heap", heap, "Memory in use by gateway and console together"));
  }

  /// Brings every figure up to date with the clock at `nowEpochNanos`, which means nothing to a
  /// simulated gateway.
  ///
  /// @return whether the gateway has gone quiet
  boolean beat(long nowEpochNanos, Optional<Playback> playback) {
    Snapshot shown = feed.shown();
    long ageNanos = playback.isPresent() ? 0 : Math.max(0, nowEpochNanos - shown.takenNanos());
    boolean isPaused = feed.pausedProperty().get();
    boolean isStale = !isPaused && ageNanos > STALE_NANOS;
    engine.setText(
        isStale
            ? "▲ stale since " + Figures.clock(shown.takenNanos(), zone)
            : isPaused ? "■ paused" : playback.map(StatusLine::played).orElse("● serving"));
    tone(engine, isStale ? "crit" : isPaused ? "warn" : "ok");
    age.setText(
        playback.isPresent()
            ? Figures.NONE
            : ageNanos < 1_000_000_000L ? ageNanos / 1_000_000 + " ms" : Figures.age(ageNanos));
    tone(age, isStale ? "crit" : "");
    events.add(shown);
    rate.setText(Figures.rate(events.perSecond()));
    dropped.setText(Figures.count(shown.droppedTotal()));
    tone(dropped, shown.droppedTotal() > 0 ? "warn" : "");
    long frameNanos = feed.pulses().intervalP99();
    frame.setText(
        feed.pulses().frames() == 0
            ? Figures.NONE
            : Figures.duration(frameNanos)
                + " · work "
                + Figures.duration(feed.pulses().workP99()));
    tone(frame, feed.pulses().workP99() > SLOW_FRAME_NANOS ? "warn" : "");
    Runtime runtime = Runtime.getRuntime();
    heap.setText(Figures.bytes(runtime.totalMemory() - runtime.freeMemory()));
    return isStale;
  }

  private static String played(Playback now) {
    if (now.isOver()) {
      return "● simulated, ended";
    }
    return now.speed() == 0
        ? "● simulated, standing"
        : "● simulated "
            + Speed.of(now.speed()).map(Speed::title).orElse(Figures.number(now.speed()) + "×");
  }

  private static void tone(Label label, String tone) {
    for (String each : TONES) {
      Parts.mark(label, each, each.equals(tone));
    }
  }

  private static HBox pair(String name, Label value, String meaning) {
    HBox pair = new HBox(6, Icons.label(name, "name"), value);
    pair.setAlignment(Pos.CENTER_LEFT);
    Tooltip.install(pair, new Tooltip(meaning));
    return pair;
  }
}
