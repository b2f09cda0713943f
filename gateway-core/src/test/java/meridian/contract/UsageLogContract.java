package meridian.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
import meridian.Stage;
import meridian.StageTimes;
import meridian.TokenUsage;
import meridian.UsageRecord;
import meridian.ledger.UsageLog;
import meridian.ledger.UsageLog.Result;
import org.junit.jupiter.api.Test;

/// What every usage log does.
public abstract class UsageLogContract {
  /// An empty log that keeps at least a hundred records.
  protected abstract UsageLog open();

  @Test
  void a_record_is_kept_once_however_often_it_comes() {
    UsageLog log = open();
    List<UsageRecord> batch = List.of(hit("a"), hit("b"), hit("a"));
    assertThat(log.record(batch))
        .containsExactly(Result.RECORDED, Result.RECORDED, Result.DUPLICATE);
    assertThat(log.record(batch)).containsOnly(Result.DUPLICATE);
    assertThat(log.recorded()).isEqualTo(2);
    assertThat(log.newest(100)).containsExactly(hit("a"), hit("b"));
    assertThat(log.newest(1)).containsExactly(hit("b"));
  }

  @Test
  void what_was_billed_stands_whichever_record_comes_first() {
    for (boolean isBilledFirst : new boolean[] {true, false}) {
      UsageLog log = open();
      UsageRecord first = isBilledFirst ? billed("a", 9) : hit("a");
      UsageRecord second = isBilledFirst ? hit("a") : billed("a", 9);
      log.record(List.of(first));
      assertThat(log.record(List.of(second)))
          .containsExactly(isBilledFirst ? Result.DUPLICATE : Result.REPLACED);
      assertThat(log.find(new RequestId("a"))).contains(billed("a", 9));
      assertThat(log.recorded()).isEqualTo(1);
    }
  }

  /// A hit, which costs nothing.
  protected static UsageRecord hit(String id) {
    return record(id, Layer.EDGE, Charge.of(new TokenUsage(10, 0, 5), Optional.of(Money.ZERO)));
  }

  private static UsageRecord billed(String id, long microUsd) {
    TokenUsage tokens = new TokenUsage(10, 1, 2, 3, 5); // read from and written to a prompt cache
    Charge charge = Charge.of(tokens, Optional.of(new Money(microUsd)));
    return record(id, Layer.PROVIDER, charge);
  }

  private static UsageRecord record(String id, Layer layer, Charge charge) {
    return new UsageRecord(
        new RequestId(id),
        new PopId("SIN"),
        new ProjectId("demo"),
        new KeyId("demo00000001"),
        "gpt-4o-mini",
        layer == Layer.EDGE ? CacheResult.HIT : CacheResult.MISS,
        layer,
        charge,
        Optional.empty(),
        stages(),
        Source.BYOK,
        1);
  }

  private static StageTimes stages() {
    long[] nanos = new long[Stage.COUNT];
    nanos[Stage.EDGE_AUTH.ordinal()] = 12_000;
    nanos[Stage.EDGE_KV.ordinal()] = 1_500_000;
    return StageTimes.of(nanos);
  }
}
