package meridian.origin;

import meridian.Fingerprint;
import meridian.Json;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.WorldClock;

/// One provider call as it is told: that it began, and once that it is over. Confined to the call's
/// task.
final class Underway implements AutoCloseable {
  private final Call call;
  private final String target;
  private final String region;
  private final WorldClock clock;
  private final EventSink events;
  private String answerId = "";
  private boolean isOver;

  /// Tells that it begins.
  ///
  /// @param isLeading whether identical requests wait for it
  Underway(
      Call call,
      String target,
      String region,
      boolean isLeading,
      WorldClock clock,
      EventSink events) {
    this.call = call;
    this.target = target;
    this.region = region;
    this.clock = clock;
    this.events = events;
    events.accept(
        new Event.ProviderCalled(
            call.chat().id(), fingerprint(), isLeading, target, region, clock.nanos()));
  }

  private String fingerprint() {
    return call.fingerprint().map(Fingerprint::hex).orElse("");
  }

  /// A piece of its answer: a chunk, or a whole completion.
  void brings(Json.Obj piece) {
    if (answerId.isEmpty()) {
      answerId = piece.text("id").orElse("");
    }
  }

  /// Tells that it is over, the first time.
  void over() {
    if (!isOver) {
      isOver = true;
      events.accept(
          new Event.ProviderEnded(
              call.chat().id(),
              fingerprint(),
              call.question().request().model(),
              target,
              region,
              answerId,
              clock.nanos()));
    }
  }

  @Override
  public void close() {
    over();
  }
}
