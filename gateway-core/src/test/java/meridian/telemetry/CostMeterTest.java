package meridian.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import meridian.CacheResult;
import meridian.Charge;
import meridian.KeyId;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.Source;
import meridian.StageTimes;
import meridian.TokenUsage;
import meridian.UsageRecord;
import org.junit.jupiter.api.Test;

final class CostMeterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_000 * SECOND;
  private static final PopId SIN = new PopId("SIN");

  private final CostMeter meter = new CostMeter(START);
  private int requests;

  @Test
  void money_of_modelled_providers_has_a_row_of_its_own() {
    used("gpt-4o", CacheResult.MISS, Optional.of(new Money(500)), Optional.empty(), false);
    used("gpt-4o", CacheResult.MISS, Optional.of(new Money(70)), Optional.empty(), true);
    used("gpt-4o", CacheResult.HIT, Optional.of(Money.ZERO), Optional.of(new Money(70)), true);
    CostFigures figures = figures();
    assertThat(figures.rows()).hasSize(2);
    CostFigures.Row real = figures.rows().get(0);
    assertThat(real.isModelled()).isFalse();
    assertThat(real.spent()).isEqualTo(new Money(500));
    CostFigures.Row modelled = figures.rows().get(1);
    assertThat(modelled.spent()).isEqualTo(new Money(70));
    assertThat(modelled.saved()).isEqualTo(new Money(70));
    assertThat(modelled.calls()).isEqualTo(1);
    assertThat(modelled.hits()).isEqualTo(1);
    assertThat(figures.slices().getFirst().spent()).isEqualTo(new Money(500));
    assertThat(figures.slices().getFirst().modelledSpent()).isEqualTo(new Money(70));
  }

  @Test
  void an_unknown_price_is_counted_and_never_zero() {
    used("own", CacheResult.MISS, Optional.empty(), Optional.empty(), false);
    used("own", CacheResult.HIT, Optional.of(Money.ZERO), Optional.empty(), false);
    CostFigures.Row row = figures().rows().getFirst();
    assertThat(row.unpriced()).isEqualTo(2);
    assertThat(row.spent()).isEqualTo(Money.ZERO);
  }

  @Test
  void a_record_that_comes_twice_counts_once() {
    UsageRecord usage =
        record("gpt-4o", CacheResult.MISS, Optional.of(new Money(5)), Optional.empty(), false);
    meter.accept(new Event.UsageRecorded(usage, "recorded", "ap-south-1", START));
    meter.accept(new Event.UsageRecorded(usage, "duplicate", "ap-south-1", START));
    assertThat(figures().rows().getFirst().requests()).isEqualTo(1);
  }

  @Test
  void beyond_the_bound_models_share_a_row() {
    for (int i = 0; i < CostFigures.MAX_ROWS + 3; i++) {
      used("m" + i, CacheResult.MISS, Optional.of(new Money(2)), Optional.empty(), true);
    }
    CostFigures figures = figures();
    assertThat(figures.rows()).hasSize(CostFigures.MAX_ROWS + 1);
    CostFigures.Row rest = figures.rows().getLast();
    assertThat(rest.project()).isEmpty();
    assertThat(rest.model()).isEqualTo(CostFigures.OTHER);
    assertThat(rest.spent()).isEqualTo(new Money(6));
  }

  @Test
  void what_the_edge_is_billed_for_is_counted() {
    meter.accept(new Event.CacheAsked("edge_key", SIN, "hit", 1, START));
    meter.accept(new Event.CacheAsked("edge_kv", SIN, "miss", 1, START));
    meter.accept(new Event.CacheAsked("origin_exact", SIN, "miss", 1, START)); // no KV
    meter.accept(new Event.KvWritten("entry", "ok", 900, START));
    meter.accept(new Event.KvWritten("entry", "deferred", 900, START));
    meter.accept(new Event.KvWritten("entry", "capped", 900, START));
    meter.accept(new Event.KvWritten("entry", "skipped", 900, START));
    meter.accept(new Event.KvDeleted("entry", 41, START));
    meter.accept(Finished.at(START).event());
    meter.accept(new Event.ClientLeft(new RequestId("req_2"), SIN, START));
    assertThat(figures().edge()).isEqualTo(new CostFigures.EdgeUse(2, 1, 1, 2, 1, 1, 41));
  }

  @Test
  void spans_double_and_lose_nothing() {
    int seconds = 3 * CostFigures.MAX_SLICES;
    for (int i = 0; i < seconds; i++) {
      meter.accept(Finished.at(START + i * SECOND).event());
    }
    CostFigures figures = meter.figures(START + seconds * SECOND);
    assertThat(figures.sliceNanos()).isEqualTo(4 * SECOND);
    assertThat(figures.slices()).hasSize(seconds / 4 + 1);
    assertThat(figures.slices().stream().mapToLong(CostFigures.Slice::requests).sum())
        .isEqualTo(seconds);
    assertThat(figures.slices().get(5).requests()).isEqualTo(4);
    assertThat(figures.slices().getLast().requests()).isZero();
  }

  @Test
  void places_and_targets_are_told_with_who_answered() {
    meter.accept(Finished.at(START).from("LHR").event()); // an edge hit
    meter.accept(Finished.at(START).from("LHR").by(CacheResult.MISS, Layer.PROVIDER).event());
    meter.accept(Finished.at(START).from("NRT").by(CacheResult.HIT, Layer.ORIGIN).event());
    meter.accept(Finished.at(START).from("NRT").refused(503).event());
    meter.accept(
        new Event.ProviderCalled(
            new RequestId("r"), "", false, "openai/us-east-1", "ap-south-1", START));
    CostFigures.Traffic traffic = figures().traffic();
    assertThat(traffic.places())
        .containsExactly(
            new CostFigures.ClientPlace("LHR", 2, 1, 1),
            new CostFigures.ClientPlace("NRT", 2, 1, 0));
    assertThat(traffic.targets()).containsExactly(new CostFigures.Target("openai/us-east-1", 1));
    assertThat(traffic.failed()).isEqualTo(1);
    assertThat(traffic.edgeHits()).isEqualTo(1);
    assertThat(traffic.originHits()).isEqualTo(1);
  }

  private CostFigures figures() {
    return meter.figures(START + SECOND / 2);
  }

  private void used(
      String model,
      CacheResult cache,
      Optional<Money> cost,
      Optional<Money> saved,
      boolean isModelled) {
    meter.accept(
        new Event.UsageRecorded(
            record(model, cache, cost, saved, isModelled), "recorded", "ap-south-1", START));
  }

  private UsageRecord record(
      String model,
      CacheResult cache,
      Optional<Money> cost,
      Optional<Money> saved,
      boolean isModelled) {
    return new UsageRecord(
        new RequestId("req_" + requests++),
        SIN,
        new ProjectId("demo"),
        new KeyId("demo0demo0de"),
        model,
        cache,
        cache == CacheResult.MISS ? Layer.PROVIDER : Layer.EDGE,
        Charge.of(TokenUsage.NONE, cost),
        saved,
        StageTimes.NONE,
        Source.of(isModelled),
        START);
  }
}
