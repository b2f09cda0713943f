package meridian.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import meridian.CacheResult;
import meridian.Charge;
import meridian.KeyId;
import meridian.Layer;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.UsageRecord;
import meridian.telemetry.KeyFigures.AtPop;
import meridian.telemetry.KeyFigures.KeyUse;
import org.junit.jupiter.api.Test;

final class KeyMeterTest {
  private static final long HOUR = 3_600_000_000_000L;
  private static final KeyId KEY = new KeyId("first0000001");
  private static final PopId SIN = new PopId("SIN");

  private final KeyMeter meter = new KeyMeter();
  private int requests;

  @Test
  void uses_are_told_to_the_hour_and_a_late_record_never_sets_it_back() {
    meter.used(usage(KEY, 5 * HOUR + 17));
    meter.used(usage(KEY, 4 * HOUR + 59));
    assertThat(meter.figures().uses()).containsExactly(new KeyUse(KEY, 2, 5));
  }

  @Test
  void the_keys_used_last_are_told_first_and_no_more_than_can_be_shown() {
    for (int i = 0; i < KeyMeter.SHOWN + 50; i++) {
      meter.used(usage(new KeyId("k%011d".formatted(i)), i));
    }
    assertThat(meter.figures().uses()).hasSize(KeyMeter.SHOWN);
    assertThat(meter.figures().uses().getFirst().key().text()).isEqualTo("k00000000249");
  }

  @Test
  void what_was_answered_after_a_revocation_counts_at_each_pop_until_and_after_the_first_refusal() {
    meter.used(usage(KEY, 90));
    meter.revoked(KEY, 100);
    meter.revoked(KEY, 150);
    meter.used(usage(KEY, 100));
    meter.used(usage(KEY, 110));
    meter.used(usage(KEY, 120));
    meter.refused(new Event.RevocationSeen(SIN, KEY, 30, 130));
    meter.refused(new Event.RevocationSeen(SIN, KEY, 30, 140));
    assertThat(meter.figures().revocations())
        .singleElement()
        .satisfies(spread -> {
          assertThat(spread.atNanos()).isEqualTo(100);
          assertThat(spread.pops()).containsExactly(new AtPop(SIN, 2, Optional.of(30L)));
        });
  }

  @Test
  void the_newest_revocations_are_followed() {
    for (int i = 0; i <= KeyMeter.REVOCATIONS; i++) {
      meter.revoked(new KeyId("k%011d".formatted(i)), i);
    }
    assertThat(meter.figures().revocations()).hasSize(KeyMeter.REVOCATIONS);
    assertThat(meter.figures().revocations().getFirst().atNanos()).isEqualTo(KeyMeter.REVOCATIONS);
  }

  private UsageRecord usage(KeyId key, long atNanos) {
    return new UsageRecord(
        new RequestId("req_" + ++requests),
        SIN,
        new ProjectId("demo"),
        key,
        "gpt-4o-mini",
        CacheResult.HIT,
        Layer.EDGE,
        Charge.NOTHING,
        Optional.empty(),
        true,
        atNanos);
  }
}
