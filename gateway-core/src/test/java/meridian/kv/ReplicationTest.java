package meridian.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import meridian.PopId;
import meridian.kv.Kv.Seen;
import meridian.kv.Kv.WriteResult;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;

final class ReplicationTest {
  private static final PopId SIN = new PopId("SIN");
  private static final PopId FRA = new PopId("FRA");
  private static final long START = Duration.ofDays(20_000).toNanos();
  private static final long SECOND = 1_000_000_000L;

  private final Kv<String> pull = new PullKv<>(KvSettings.PULL, new Dice(1));
  private final Kv<String> push =
      new PushKv<>(KvSettings.PULL.with(KvSettings.Model.PUSH), new Dice(1));

  @Test
  void pull_the_asker_waits_and_the_stranger_hits() {
    assertThat(seen(pull, SIN, START)).isInstanceOf(Seen.Absent.class);
    pull.put("k", "v", 1, "BOM", START + SECOND);

    assertThat(seen(pull, SIN, START + 59 * SECOND)).isInstanceOf(Seen.Absent.class);
    assertThat(seen(pull, FRA, START + 59 * SECOND)).isInstanceOf(Seen.Found.class);
    assertThat(seen(pull, SIN, START + 60 * SECOND)).isInstanceOf(Seen.Found.class);
  }

  @Test
  void pull_a_held_read_is_hot_and_a_fetched_one_is_cold() {
    pull.put("k", "v", 1, "BOM", START);
    List<Long> cold = new ArrayList<>();
    List<Long> hot = new ArrayList<>();
    for (int i = 1; i <= 501; i++) {
      long now = START + i * 120L * SECOND;
      cold.add(pull.get(SIN, "k", now).tookNanos());
      hot.add(pull.get(SIN, "k", now + SECOND).tookNanos());
    }
    Collections.sort(cold);
    assertThat(hot).allMatch(nanos -> nanos >= 1_000_000 && nanos <= 5_000_000);
    assertThat(cold.get(250)).isBetween(50_000_000L, 70_000_000L);
    double expectedP95 = 60e6 * Math.exp(1.645 * 0.85);
    assertThat((double) cold.get(475)).isBetween(expectedP95 * 0.8, expectedP95 * 1.25);
  }

  @Test
  void pull_says_once_per_pop_when_a_write_is_first_seen_and_since_when_it_could_be() {
    pull.put("k", "v", 1, "BOM", START);
    Seen.Found<String> first = found(pull, SIN, START + 5 * SECOND);
    assertThat(first.isFirstSight()).isTrue();
    assertThat(first.visibleNanos()).isEqualTo(START);
    assertThat(found(pull, SIN, START + 6 * SECOND).isFirstSight()).isFalse();
    assertThat(found(pull, SIN, START + 90 * SECOND).isFirstSight()).isFalse();
    assertThat(found(pull, FRA, START + 90 * SECOND).isFirstSight()).isTrue();
  }

  @Test
  void push_every_pop_sees_a_write_after_its_own_lag_and_none_after_the_bound() {
    push.put("k", "v", 1, "BOM", START);
    List<Long> lags = new ArrayList<>();
    for (char a = 'A'; a <= 'Z'; a++) {
      for (char b = 'A'; b <= 'Z'; b++) {
        PopId pop = new PopId("Q" + a + b);
        assertThat(seen(push, pop, START - 1)).isInstanceOf(Seen.Absent.class);
        lags.add(found(push, pop, START + 61 * SECOND).visibleNanos() - START);
      }
    }
    Collections.sort(lags);
    assertThat(lags.get(lags.size() / 2)).isBetween(4 * SECOND, 6 * SECOND);
    assertThat(lags.getFirst()).isPositive();
    assertThat(lags.getLast()).isLessThanOrEqualTo(60 * SECOND);
  }

  @Test
  void push_a_lag_does_not_depend_on_who_looks_when() {
    Kv<String> other = new PushKv<>(KvSettings.PULL.with(KvSettings.Model.PUSH), new Dice(1));
    push.put("k", "v", 1, "BOM", START);
    other.put("k", "v", 1, "BOM", START);
    for (int i = 0; i < 50; i++) {
      other.get(FRA, "k", START + i * SECOND);
    }
    assertThat(found(other, SIN, START + 60 * SECOND).visibleNanos())
        .isEqualTo(found(push, SIN, START + 60 * SECOND).visibleNanos());
  }

  @Test
  void until_an_overwrite_arrives_the_value_before_it_is_seen() {
    push.put("k", "old", 1, "BOM", START);
    long later = START + 100 * SECOND;
    push.put("k", "new", 1, "BOM", later);
    assertThat(found(push, SIN, later).value()).isEqualTo("old");
    assertThat(found(push, SIN, later + 60 * SECOND).value()).isEqualTo("new");
  }

  @Test
  void a_removal_travels_like_a_write() {
    push.put("k", "v", 1, "BOM", START);
    long later = START + 100 * SECOND;
    push.delete("k", "BOM", later);
    assertThat(seen(push, SIN, later)).isInstanceOf(Seen.Found.class);
    assertThat(seen(push, SIN, later + 60 * SECOND)).isInstanceOf(Seen.Absent.class);
  }

  @Test
  void a_purge_reaches_every_key_even_past_the_operators_cap() {
    Kv<String> direct = new PullKv<>(unbatched(2), new Dice(1));
    direct.put("k", "v", 1, "BOM", START);
    direct.put("l", "v", 1, "BOM", START);
    assertThat(direct.deleteAll("BOM", START + 5 * SECOND)).isEqualTo(2);
    assertThat(direct.deleteAll("BOM", START + 9 * SECOND)).isZero();
    assertThat(seen(direct, SIN, START + 10 * SECOND)).isInstanceOf(Seen.Absent.class);
  }

  @Test
  void at_its_byte_bound_the_store_drops_what_was_written_longest_ago_everywhere() {
    long quarter = History.MAX_BYTES / 4;
    long mostPerValue = Math.min(quarter, KvSettings.MAX_VALUE_BYTES);
    int fits = (int) (History.MAX_BYTES / mostPerValue);
    pull.put("k", "first", mostPerValue, "BOM", START);
    found(pull, SIN, START + SECOND);
    for (int i = 0; i < fits; i++) {
      pull.put("other" + i, "v", mostPerValue, "BOM", START + 2 * SECOND);
    }
    assertThat(seen(pull, SIN, START + 3 * SECOND)).isInstanceOf(Seen.Absent.class);
    assertThat(seen(pull, SIN, START + 3 * SECOND, "other1")).isInstanceOf(Seen.Found.class);
  }

  @Test
  void a_key_written_twice_within_a_second_shows_the_second_write_when_the_second_is_over() {
    Kv<String> direct = new PullKv<>(unbatched(1_000_000), new Dice(1));
    long first = START + SECOND / 3;
    assertThat(direct.put("k", "one", 1, "BOM", first)).isEqualTo(WriteResult.OK);
    assertThat(direct.put("k", "two", 1, "BOM", first + 1)).isEqualTo(WriteResult.DEFERRED);
    assertThat(found(direct, FRA, first + SECOND - 1).value()).isEqualTo("one");
    assertThat(found(direct, SIN, first + SECOND).value()).isEqualTo("two");
  }

  @Test
  void a_key_written_all_the_time_is_still_shown() {
    for (int i = 0; i < 100; i++) {
      pull.put("k", "v" + i, 1, "BOM", START + i * SECOND / 10);
    }
    String shown = found(pull, SIN, START + 10 * SECOND).value();
    assertThat(Integer.parseInt(shown.substring(1))).isGreaterThan(80);
  }

  @Test
  void writes_over_the_platforms_limits_are_refused() {
    String longest = "k".repeat(512);
    assertThat(pull.put(longest, "v", 25L << 20, "BOM", START)).isEqualTo(WriteResult.OK);
    assertThat(pull.put(longest + "k", "v", 1, "BOM", START)).isEqualTo(WriteResult.TOO_LARGE);
    assertThat(pull.put("k", "v", (25L << 20) + 1, "BOM", START)).isEqualTo(WriteResult.TOO_LARGE);
  }

  @Test
  void the_operators_cap_stops_writes_until_the_next_day() {
    Kv<String> capped = new PullKv<>(unbatched(2), new Dice(1));
    assertThat(capped.put("a", "v", 1, "BOM", START)).isEqualTo(WriteResult.OK);
    assertThat(capped.put("b", "v", 1, "BOM", START)).isEqualTo(WriteResult.OK);
    assertThat(capped.put("c", "v", 1, "BOM", START)).isEqualTo(WriteResult.CAPPED);
    assertThat(seen(capped, SIN, START + 2 * SECOND, "c")).isInstanceOf(Seen.Absent.class);
    long nextDay = START + Duration.ofDays(1).toNanos();
    assertThat(capped.put("c", "v", 1, "BOM", nextDay)).isEqualTo(WriteResult.OK);
  }

  @Test
  void strong_every_pop_sees_the_last_write_and_pays_the_way_to_the_home() {
    Kv<String> strong =
        new StrongKv<>(
            unbatched(1000), (a, b) -> a.equals(b) ? 1_000_000 : 58_000_000, "BOM", new Dice(1));
    assertThat(seen(strong, SIN, START)).isInstanceOf(Seen.Absent.class);
    strong.put("k", "v", 1, "BOM", START + 1);
    assertThat(found(strong, SIN, START + 1).value()).isEqualTo("v");
    assertThat(strong.get(SIN, "k", START + 2).tookNanos()).isBetween(59_000_000L, 63_000_000L);
    assertThat(strong.get(new PopId("BOM"), "k", START + 2).tookNanos()).isLessThan(7_000_000L);
  }

  private static KvSettings unbatched(long writesPerDay) {
    KvSettings defaults = KvSettings.PULL;
    return new KvSettings(
        defaults.model(),
        defaults.cacheTtl(),
        defaults.lagMedian(),
        defaults.lagSigma(),
        defaults.lagBound(),
        defaults.hotMin(),
        defaults.hotMax(),
        defaults.coldMedian(),
        defaults.coldSigma(),
        Duration.ZERO,
        writesPerDay,
        100,
        100);
  }

  private static Seen<String> seen(Kv<String> kv, PopId pop, long nowNanos) {
    return seen(kv, pop, nowNanos, "k");
  }

  private static Seen<String> seen(Kv<String> kv, PopId pop, long nowNanos, String key) {
    return kv.get(pop, key, nowNanos).seen();
  }

  private static Seen.Found<String> found(Kv<String> kv, PopId pop, long nowNanos) {
    return (Seen.Found<String>) seen(kv, pop, nowNanos);
  }
}
