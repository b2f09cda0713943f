package meridian.console.alarms;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.control.Command;
import meridian.telemetry.AlarmSeverity;
import meridian.telemetry.IncidentKind;
import meridian.telemetry.Snapshot;

/// The alarms of the snapshot on screen, and what an operator may do about one. Nothing of it needs
/// a scene. Toolkit thread only.
final class AlarmModel {
  /// How long a snoozed alarm is quiet.
  static final Duration SNOOZE = Duration.ofMinutes(15);

  /// So many that were cleared are still listed.
  private static final int CLEARED = 5;

  private final Desk desk;
  private List<AlarmLine> lines = List.of();
  private List<String> cleared = List.of();

  AlarmModel(Desk desk) {
    this.desk = desk;
  }

  /// Takes the alarms of `snapshot`.
  void show(Snapshot snapshot) {
    lines =
        snapshot.alarms().stream()
            .map(alarm -> AlarmLine.of(alarm, snapshot.takenNanos(), desk.zone()))
            .toList();
    cleared =
        snapshot.incidents().reversed().stream()
            .filter(each -> each.kind() == IncidentKind.ALARM && each.untilNanos().isPresent())
            .limit(CLEARED)
            .map(this::cleared)
            .toList();
  }

  private String cleared(Snapshot.Incident alarm) {
    return alarm.text()
        + " · "
        + Figures.clock(alarm.fromNanos(), desk.zone())
        + " to "
        + Figures.clock(alarm.untilNanos().orElseThrow(), desk.zone());
  }

  /// Those that are raised, the most severe first, those that somebody knows of last.
  List<AlarmLine> lines() {
    return lines.stream()
        .sorted(java.util.Comparator.comparing(line -> line.alarm().isQuiet()))
        .toList();
  }

  /// The newest that were cleared, in words.
  List<String> cleared() {
    return cleared;
  }

  /// The most severe that nobody knows of.
  Optional<AlarmLine> loudest() {
    return lines.stream().filter(line -> !line.alarm().isQuiet()).findFirst();
  }

  /// How many nobody knows of.
  long loud() {
    return lines.stream().filter(line -> !line.alarm().isQuiet()).count();
  }

  /// The most severe of those nobody knows of.
  Optional<AlarmSeverity> severity() {
    return loudest().map(line -> line.alarm().rule().severity());
  }

  /// How many are raised, for the top bar: `3 alarms`.
  String badge() {
    long loud = loud();
    if (lines.isEmpty()) {
      return "No alarms";
    }
    if (loud == 0) {
      return lines.size() + " quiet";
    }
    return loud == 1 ? "1 alarm" : loud + " alarms";
  }

  /// Whether alarms may be made quiet here.
  boolean mayAct() {
    return !desk.isReadOnly();
  }

  /// Goes to the room that shows more.
  void look(AlarmLine line) {
    line.selection()
        .ifPresentOrElse(
            selection -> desk.open(line.room(), selection), () -> desk.goTo(line.room()));
  }

  /// Says that somebody knows: quiet for as long as it is raised.
  void acknowledge(AlarmLine line) {
    quiet("Acknowledge", line, Optional.empty());
  }

  /// Lets it be quiet for [#SNOOZE].
  void snooze(AlarmLine line) {
    quiet("Snooze", line, Optional.of(SNOOZE));
  }

  private void quiet(String verb, AlarmLine line, Optional<Duration> time) {
    Snapshot.Alarm alarm = line.alarm();
    if (mayAct()) {
      desk.perform(
          verb + " '" + AlarmWords.title(alarm) + "'",
          new Command.QuietAlarm(alarm.rule(), alarm.subject(), time));
    }
  }
}
