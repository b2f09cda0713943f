package meridian.live.redis;

import static meridian.contract.Answers.MADE;
import static meridian.contract.Answers.answer;
import static meridian.contract.Answers.question;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import meridian.Await;
import meridian.cache.ExactCache.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Redis server that is slow, dead, wiped, full, or none at all: each costs time within a bound,
/// and never brings a wrong answer.
final class RedisTroubleTest {
  /// What a busy test machine may add to a wait.
  private static final Duration SLACK = Duration.ofMillis(400);

  /// What no wait for a server is in.
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  @Test
  void a_server_that_stands_still_costs_a_few_timeouts_and_then_nothing_until_it_goes_on() {
    try (PrivateRedis server = PrivateRedis.start();
        RedisBed bed = RedisBed.at(server.login())) {
      bed.settled().put(answer(1), "");
      server.stop();
      for (int i = 0; i < RedisLink.FAILURES; i++) {
        assertThat(took(() -> bed.cache().find(question(1), MADE), Look.FAILED))
            .isLessThan(RedisBed.TIMEOUT.plus(SLACK));
      }
      assertThat(bed.changes()).containsExactly(true, false);
      Duration all = Duration.ZERO;
      for (int i = 0; i < 100; i++) {
        all = all.plus(took(() -> bed.cache().find(question(1), MADE), Look.FAILED));
      }
      assertThat(all).as("a hundred look-ups").isLessThan(RedisBed.TIMEOUT);
      server.goOn();
      Await.until("asked again", () -> isAnswered(bed));
      assertThat(bed.cache().find(question(1), MADE)).isEqualTo(new Look.Found(answer(1)));
      assertThat(bed.changes()).containsExactly(true, false, true);
    }
  }

  @Test
  void nobody_waits_for_a_write_and_what_could_not_be_written_is_dropped_and_counted() {
    try (PrivateRedis server = PrivateRedis.start();
        RedisBed bed = RedisBed.at(server.login())) {
      server.stop();
      long before = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        bed.cache().put(answer(i), "");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(RedisBed.TIMEOUT);
      Await.until("all given up", () -> bed.cache().isSettled());
      assertThat(bed.writes("dropped")).isEqualTo(20);
      assertThat(bed.writes("stored")).isZero();
    }
  }

  @Test
  void a_dead_server_costs_no_wait_and_one_that_was_wiped_is_an_empty_cache() {
    try (PrivateRedis server = PrivateRedis.start();
        RedisBed bed = RedisBed.at(server.login())) {
      bed.settled().put(answer(1), "");
      server.kill();
      Await.until("it was noticed", () -> bed.changes().contains(false));
      assertThat(took(() -> bed.cache().find(question(1), MADE), Look.FAILED)).isLessThan(AT_ONCE);
      assertThat(bed.cache().holds(question(1), MADE)).isFalse();
      server.startAgain();
      Await.until("asked again", () -> isAnswered(bed));
      assertThat(bed.cache().find(question(1), MADE)).isEqualTo(Look.ABSENT);
      bed.settled().put(answer(1), "");
      assertThat(bed.cache().find(question(1), MADE)).isEqualTo(new Look.Found(answer(1)));
    }
  }

  @Test
  void a_server_that_is_wiped_while_it_runs_is_an_empty_cache_and_no_trouble() {
    try (PrivateRedis server = PrivateRedis.start();
        RedisBed bed = RedisBed.at(server.login())) {
      bed.settled().put(answer(1), "");
      server.commands().flushall();
      assertThat(bed.cache().find(question(1), MADE)).isEqualTo(Look.ABSENT);
      assertThat(bed.changes()).containsExactly(true);
    }
  }

  @Test
  void a_purge_holds_although_the_server_was_away_when_it_was_ordered(@TempDir Path folder) {
    String prefix = RedisBed.newPrefix();
    try (PrivateRedis server = PrivateRedis.start()) {
      try (RedisBed bed = RedisBed.at(server.login(), prefix, folder)) {
        bed.settled().put(answer(1), "");
        server.stop();
        bed.cache().clear();
        server.goOn();
        Await.until("asked again", () -> isAnswered(bed));
        assertThat(bed.cache().find(question(1), MADE)).isEqualTo(Look.ABSENT);
        bed.settled().put(answer(2), "");
        server.stop();
        bed.cache().clear();
      }
      server.goOn();
      assertThat(server.keys(prefix)).as("what was purged is still there").isNotEmpty();
      try (RedisBed after = RedisBed.at(server.login(), prefix, folder)) {
        assertThat(after.cache().find(question(1), MADE)).isEqualTo(Look.ABSENT);
        assertThat(after.cache().find(question(2), MADE)).isEqualTo(Look.ABSENT);
        Await.until("swept", () -> server.keys(prefix).isEmpty());
      }
    }
  }

  @Test
  void a_full_server_takes_no_writes_and_goes_on_to_answer() {
    try (PrivateRedis server = PrivateRedis.start();
        RedisBed bed = RedisBed.at(server.login())) {
      bed.settled().put(answer(1), "");
      server.commands().configSet("maxmemory", "1");
      bed.settled().put(answer(2), "");
      assertThat(bed.writes("dropped")).isEqualTo(1);
      assertThat(bed.cache().find(question(2), MADE)).isEqualTo(Look.ABSENT);
      assertThat(bed.cache().find(question(1), MADE)).isEqualTo(new Look.Found(answer(1)));
      assertThat(bed.changes()).containsExactly(true);
    }
  }

  @Test
  void with_a_wrong_password_there_is_no_cache_and_no_request_waits() {
    RedisLogin right = PrivateRedis.server().login();
    RedisLogin wrong = new RedisLogin(right.url(), Optional.empty(), "a-wrong-one");
    try (RedisBed bed = RedisBed.at(wrong)) {
      assertThat(took(() -> bed.cache().find(question(1), MADE), Look.FAILED)).isLessThan(AT_ONCE);
    }
    assertThat(wrong.toString()).doesNotContain("a-wrong-one");
  }

  @Test
  void a_server_that_accepts_and_never_answers_delays_a_start_for_moments_and_no_request()
      throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "redis://127.0.0.1:" + silent.getLocalPort();
      long before = System.nanoTime();
      try (RedisBed bed = RedisBed.at(new RedisLogin(url, Optional.empty(), ""))) {
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(took(() -> bed.cache().find(question(1), MADE), Look.FAILED))
            .isLessThan(AT_ONCE);
        bed.cache().put(answer(1), "");
        Await.until("given up", () -> bed.cache().isSettled());
        assertThat(bed.writes("dropped")).isEqualTo(1);
        assertThat(bed.changes()).isEmpty();
      }
    }
  }

  private static boolean isAnswered(RedisBed bed) {
    return !(bed.cache().find(question(1), MADE) instanceof Look.Failed);
  }

  private static Duration took(Supplier<Look> question, Look expected) {
    long before = System.nanoTime();
    Look look = question.get();
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    assertThat(look).isEqualTo(expected);
    return took;
  }
}
