package meridian.console.sample;

import java.util.List;
import meridian.CacheResult;
import meridian.Charge;
import meridian.KeyId;
import meridian.RequestTimeline;
import meridian.Source;
import meridian.UsageRecord;
import meridian.telemetry.CostFigures;
import meridian.telemetry.CostMeter;
import meridian.telemetry.Event;

/// Cost figures as a real meter counts them from sample requests: each is asked, looked up in the
/// KV, answered and booked; misses are written.
final class SampleCost {
  private static final KeyId KEY = new KeyId("demo0demo0de");

  private SampleCost() {}

  /// @param now when the figures are of
  /// @param all every request of the minute before, oldest first
  static CostFigures of(long now, List<RequestTimeline> all) {
    CostMeter meter = new CostMeter(all.isEmpty() ? now : all.getFirst().arrivedNanos());
    all.forEach(request -> count(request, meter));
    return meter.figures(now);
  }

  private static void count(RequestTimeline request, CostMeter meter) {
    long at = request.arrivedNanos();
    meter.accept(new Event.RequestFinished(request));
    meter.accept(new Event.CacheAsked("edge_key", request.pop(), "hit", 1_000_000, at));
    meter.accept(new Event.CacheAsked("edge_kv", request.pop(), "hit", 1_000_000, at));
    if (!request.isAnswered() || request.project().isEmpty()) {
      return;
    }
    if (request.cache() == CacheResult.MISS) {
      meter.accept(
          new Event.ProviderCalled(
              request.id(), request.fingerprint(), true, "openai/us-east-1", "ap-south-1", at));
      meter.accept(new Event.KvWritten("entry", "ok", 900, at));
    }
    meter.accept(
        new Event.UsageRecorded(
            new UsageRecord(
                request.id(),
                request.pop(),
                request.project().get(),
                KEY,
                request.model(),
                request.cache(),
                request.layer(),
                Charge.of(request.usage(), request.cost()),
                request.saved(),
                request.stages(),
                Source.of(true),
                at),
            "recorded",
            "ap-south-1",
            at));
  }
}
