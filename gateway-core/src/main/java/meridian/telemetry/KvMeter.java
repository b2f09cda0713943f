package meridian.telemetry;

/// What the KV did.
final class KvMeter {
  private final Window read;
  private final Window propagation;
  private long writesTotal;
  private long deferredTotal;
  private long cappedTotal;

  KvMeter(long slot) {
    this.read = new Window(3, slot);
    this.propagation = new Window(3, slot);
  }

  void asked(long slot, Event.CacheAsked asked) {
    if (asked.layer().equals("edge_kv")) {
      read.record(slot, asked.tookNanos());
    }
  }

  void written(Event.KvWritten written) {
    switch (written.result()) {
      case "ok" -> writesTotal++;
      case "deferred" -> deferredTotal++;
      case "capped" -> cappedTotal++;
      default -> {}
    }
  }

  void visible(long slot, long lagNanos) {
    propagation.record(slot, lagNanos);
  }

  Snapshot.KvFigures figures(long slot) {
    return new Snapshot.KvFigures(
        writesTotal, deferredTotal, cappedTotal, read.read(slot), propagation.read(slot));
  }
}
