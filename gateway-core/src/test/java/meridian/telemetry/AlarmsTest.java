package meridian.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import meridian.CacheResult;
import meridian.KeyId;
import meridian.Layer;
import meridian.PopId;
import meridian.RequestId;
import org.junit.jupiter.api.Test;

/// Alarms are raised after their hold time and cleared after it, each about its own PoP.
final class AlarmsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final RequestId ID = new RequestId("req_1");
  private static final long START = 1_000_000L * SECOND;

  private final List<String> told = new ArrayList<>();
  private final Alarms alarms =
      new Alarms(
          START,
          change ->
              told.add(
                  (change.atNanos() - START) / SECOND
                      + (change.isRaised() ? " raised " : " cleared ")
                      + change.rule().label()
                      + " "
                      + change.subject()));

  /// For each of some seconds so many answers of the origin's cache, and of providers, at a PoP.
  private void edgeMisses(int fromSecond, int toSecond, String pop, int originHits, int misses) {
    for (int second = fromSecond; second < toSecond; second++) {
      for (int i = 0; i < originHits + misses; i++) {
        boolean isHit = i < originHits;
        alarms.accept(
            Finished.at(START + second * SECOND)
                .pop(pop)
                .by(
                    isHit ? CacheResult.HIT : CacheResult.MISS,
                    isHit ? Layer.ORIGIN : Layer.PROVIDER)
                .event());
      }
    }
  }

  @Test
  void a_share_that_is_too_high_for_its_hold_time_raises_the_alarm_once() {
    edgeMisses(1, 100, "SIN", 1, 2);
    assertThat(told).containsExactly("68 raised kv_propagation SIN");
  }

  @Test
  void a_share_below_the_threshold_raises_nothing() {
    edgeMisses(1, 300, "SIN", 1, 5);
    assertThat(told).isEmpty();
  }

  @Test
  void a_share_that_is_too_high_only_for_a_moment_raises_nothing() {
    edgeMisses(1, 20, "SIN", 1, 2);
    edgeMisses(20, 300, "SIN", 0, 10);
    assertThat(told).isEmpty();
  }

  @Test
  void too_few_cases_raise_nothing() {
    for (int second = 1; second < 600; second += 4) {
      edgeMisses(second, second + 1, "SIN", 1, 0);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void each_pop_has_an_alarm_of_its_own() {
    for (int second = 1; second < 100; second++) {
      edgeMisses(second, second + 1, "SIN", 1, 2);
      edgeMisses(second, second + 1, "FRA", 0, 3);
    }
    assertThat(told).containsExactly("68 raised kv_propagation SIN");
  }

  @Test
  void it_is_cleared_when_the_share_has_been_within_bounds_for_the_hold_time() {
    edgeMisses(1, 100, "SIN", 1, 2);
    edgeMisses(100, 300, "SIN", 0, 3);
    assertThat(told).hasSize(2).last().asString().endsWith("cleared kv_propagation SIN");
    int clearedAt = Integer.parseInt(told.getLast().substring(0, told.getLast().indexOf(' ')));
    assertThat(clearedAt).isBetween(160, 220);
  }

  @Test
  void it_is_cleared_when_nothing_happens_any_more_and_somebody_looks() {
    edgeMisses(1, 100, "SIN", 1, 2);
    for (int second = 100; second < 300; second++) {
      alarms.look(START + second * SECOND);
    }
    assertThat(told).hasSize(2).last().asString().contains("cleared");
  }

  @Test
  void one_mismatch_is_an_alarm_for_a_minute() {
    alarms.accept(new Event.FingerprintMismatched(ID, new PopId("FRA"), START + SECOND));
    for (int second = 2; second < 120; second++) {
      alarms.look(START + second * SECOND);
    }
    assertThat(told)
        .containsExactly(
            "2 raised fingerprint_mismatch FRA", "60 cleared fingerprint_mismatch FRA");
  }

  @Test
  void a_quick_revocation_is_no_alarm_and_a_slow_one_is() {
    KeyId key = new KeyId("abcdefghijkl");
    alarms.accept(new Event.RevocationSeen(new PopId("FRA"), key, 60 * SECOND, START + SECOND));
    alarms.look(START + 3 * SECOND);
    assertThat(told).isEmpty();
    alarms.accept(
        new Event.RevocationSeen(new PopId("SIN"), key, 60 * SECOND + 1, START + 4 * SECOND));
    alarms.look(START + 6 * SECOND);
    assertThat(told).containsExactly("6 raised revocation_lag SIN");
  }

  @Test
  void failed_requests_and_failed_calls_and_refused_writes_have_alarms() {
    for (int i = 0; i < 40; i++) {
      long at = START + (1 + i) * SECOND;
      alarms.accept(Finished.at(at).refused(i % 10 == 0 ? 503 : 401).event());
      alarms.accept(
          new Event.ProviderEnded(
              ID, "", "gpt-4o", "openai/us-east-1", "ap-south-1", i % 5 == 0 ? "" : "answer", at));
      alarms.accept(new Event.KvWritten("entry", i % 5 == 0 ? "capped" : "ok", 10, at));
      alarms.accept(new Event.KvWritten("entry", "skipped", 10, at));
    }
    assertThat(told)
        .anySatisfy(line -> assertThat(line).endsWith("raised availability SIN"))
        .anySatisfy(line -> assertThat(line).endsWith("raised provider_failing "))
        .anySatisfy(line -> assertThat(line).endsWith("raised kv_writes_refused "))
        .hasSize(3);
  }

  @Test
  void beyond_the_bound_a_pop_has_no_alarm() {
    for (int i = 0; i < Alarms.MAX_POPS; i++) {
      String code =
          "" + (char) ('A' + i / 676) + (char) ('A' + i / 26 % 26) + (char) ('A' + i % 26);
      alarms.accept(Finished.at(START).pop(code).event());
    }
    alarms.accept(new Event.FingerprintMismatched(ID, new PopId("ZZZ"), START));
    alarms.look(START + 2 * SECOND);
    assertThat(told).isEmpty();
  }
}
