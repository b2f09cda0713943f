package meridian.live.files;

import java.util.Optional;
import meridian.CacheResult;
import meridian.Charge;
import meridian.Json;
import meridian.KeyId;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.Source;
import meridian.TokenUsage;
import meridian.UsageRecord;
import meridian.wire.StagesJson;

/// A usage record as a line of a journal.
final class UsageLine {
  private UsageLine() {}

  static Json.Obj json(UsageRecord record) {
    Json.Obj line =
        Json.Obj.of("id", new Json.Text(record.id().text()))
            .with("pop", record.pop().code())
            .with("project", record.project().name())
            .with("key", record.key().text())
            .with("model", record.model())
            .with("cache", record.cache().name())
            .with("layer", record.layer().name())
            .with("prompt", record.charge().usage().prompt())
            .with("cached", record.charge().usage().cachedPrompt())
            .with("written", record.charge().usage().cacheWrite())
            .with("writtenHour", record.charge().usage().hourCacheWrite())
            .with("completion", record.charge().usage().completion())
            .with("estimated", record.charge().isEstimated() ? 1 : 0)
            .with("source", record.source().label())
            .with("at", record.atNanos())
            .with("stages", StagesJson.json(record.stages()));
    if (record.charge().cost().isPresent()) {
      line = line.with("cost", record.charge().cost().get().microUsd());
    }
    return record.saved().isPresent() ? line.with("saved", record.saved().get().microUsd()) : line;
  }

  /// The record of a line; empty when it is none.
  static Optional<UsageRecord> record(Json json) {
    if (!(json instanceof Json.Obj line) || !line.has("at")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new UsageRecord(
              new RequestId(text(line, "id")),
              new PopId(text(line, "pop")),
              new ProjectId(text(line, "project")),
              new KeyId(text(line, "key")),
              text(line, "model"),
              CacheResult.valueOf(text(line, "cache")),
              Layer.valueOf(text(line, "layer")),
              new Charge(
                  new TokenUsage(
                      line.number("prompt", -1),
                      line.number("cached", -1),
                      line.number("written", 0),
                      line.number("writtenHour", 0),
                      line.number("completion", -1)),
                  money(line, "cost"),
                  line.number("estimated", 0) == 1),
              money(line, "saved"),
              StagesJson.times(line.object("stages").orElseGet(Json.Obj::empty)),
              source(line),
              line.number("at", 0)));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  /// A line that names no source says only whether it was modelled, as lines once did.
  private static Source source(Json.Obj line) {
    return line.text("source")
        .map(Source::labelled)
        .orElseGet(() -> Source.of(line.number("modelled", 0) == 1));
  }

  private static String text(Json.Obj line, String name) {
    return line.text(name)
        .orElseThrow(() -> new IllegalArgumentException("expected a text in " + name));
  }

  private static Optional<Money> money(Json.Obj line, String name) {
    return line.has(name) ? Optional.of(new Money(line.number(name, 0))) : Optional.empty();
  }
}
