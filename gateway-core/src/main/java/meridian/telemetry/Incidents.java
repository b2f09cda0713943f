package meridian.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What happened to the gateway, for marks on a time axis: faults and alarms with their duration,
/// an operator's actions, other configurations.
///
/// Beyond [#BOUND] the oldest that is over is forgotten, or the oldest when none is. Confined to
/// the meter's writer.
final class Incidents {
  /// At most this many are kept.
  static final int BOUND = 256;

  private final List<Snapshot.Incident> all = new ArrayList<>();
  private final Map<String, Snapshot.Incident> open = new TreeMap<>();
  private List<Snapshot.Incident> reading = List.of();

  /// A fault began; one of the same name that still holds ends here.
  void began(Event.FaultBegan fault) {
    began(IncidentKind.FAULT, fault.id(), fault.text(), fault.atNanos());
  }

  /// An alarm was raised or cleared.
  void changed(Alarms.Change alarm) {
    String id = "alarm " + alarm.rule().label() + " " + alarm.subject();
    if (alarm.isRaised()) {
      began(IncidentKind.ALARM, id, alarm.text(), alarm.atNanos());
    } else {
      ended(id, alarm.atNanos());
    }
  }

  private void began(IncidentKind kind, String id, String text, long atNanos) {
    ended(id, atNanos);
    Snapshot.Incident incident = new Snapshot.Incident(kind, text, atNanos, Optional.empty());
    open.put(id, incident);
    add(incident);
  }

  /// A fault ended; an unknown one changes nothing.
  void ended(String id, long atNanos) {
    Snapshot.Incident incident = open.remove(id);
    if (incident != null) {
      int at = all.indexOf(incident);
      if (at >= 0) {
        all.set(at, incident.until(atNanos));
        reading = List.copyOf(all);
      }
    }
  }

  /// Something happened that was over at once.
  void happened(IncidentKind kind, String text, long atNanos) {
    add(new Snapshot.Incident(kind, text, atNanos, Optional.of(atNanos)));
  }

  /// All that are kept, in the order they began to be known.
  List<Snapshot.Incident> list() {
    return reading;
  }

  private void add(Snapshot.Incident incident) {
    if (all.size() == BOUND) {
      int over = 0;
      while (over < BOUND && all.get(over).untilNanos().isEmpty()) {
        over++;
      }
      Snapshot.Incident forgotten = all.remove(over == BOUND ? 0 : over);
      open.values().remove(forgotten);
    }
    all.add(incident);
    reading = List.copyOf(all);
  }
}
