package meridian.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.StageTimes;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;

/// Bugs in what the gateway tells of itself.
final class EventMutants {
  private EventMutants() {}

  static List<Mutant> all() {
    return List.of(
        events(
            "a stage is counted twice",
            "true timelines",
            event -> Optional.of(twiceCounted(event))),
        events(
            "the gateway says another status than its client sees",
            "true timelines",
            event -> Optional.of(otherStatus(event))),
        events(
                "what a promotion loses is not told",
                "ledger",
                event -> event instanceof Event.ChangesLost ? Optional.empty() : Optional.of(event))
            .with("2.5"));
  }

  private static Mutant events(String name, String checker, Function<Event, Optional<Event>> bug) {
    return new Mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public EventSink events(EventSink events) {
                return event -> bug.apply(event).ifPresent(events::accept);
              }
            });
  }

  private static Event twiceCounted(Event event) {
    if (!(event instanceof Event.RequestFinished finished)) {
      return event;
    }
    long[] nanos = new long[Stage.COUNT];
    finished.timeline().stages().addTo(nanos);
    nanos[Stage.EDGE_CLIENT.ordinal()] *= 2;
    return new Event.RequestFinished(
        changed(finished.timeline(), StageTimes.of(nanos), finished.timeline().status()));
  }

  private static Event otherStatus(Event event) {
    return event instanceof Event.RequestFinished finished && !finished.timeline().isAnswered()
        ? new Event.RequestFinished(changed(finished.timeline(), finished.timeline().stages(), 200))
        : event;
  }

  private static RequestTimeline changed(RequestTimeline of, StageTimes stages, int status) {
    return new RequestTimeline(
        of.id(),
        of.number(),
        of.client(),
        of.pop(),
        of.project(),
        of.model(),
        of.isStreamed(),
        status,
        of.cache(),
        of.layer(),
        of.detail(),
        of.fingerprint(),
        of.arrivedNanos(),
        of.firstTokenNanos(),
        of.totalNanos(),
        stages,
        of.isColdConnection(),
        of.isModelled(),
        of.usage(),
        of.cost(),
        of.saved(),
        of.requestBytes(),
        of.responseBytes());
  }
}
