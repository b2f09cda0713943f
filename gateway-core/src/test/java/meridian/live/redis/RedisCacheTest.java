package meridian.live.redis;

import static meridian.contract.Answers.GONE;
import static meridian.contract.Answers.MADE;
import static meridian.contract.Answers.answer;
import static meridian.contract.Answers.question;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.Await;
import meridian.cache.ExactCache;
import meridian.cache.ExactCache.Look;
import meridian.contract.ExactCacheContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The exact cache in a real Redis server that is well.
final class RedisCacheTest extends ExactCacheContract {
  private final List<RedisBed> beds = new ArrayList<>();

  @Override
  protected ExactCache open() {
    return bed().settled();
  }

  private RedisBed bed() {
    return kept(RedisBed.at(PrivateRedis.server().login()));
  }

  private RedisBed kept(RedisBed bed) {
    beds.add(bed);
    return bed;
  }

  @AfterEach
  void close() {
    beds.forEach(RedisBed::close);
  }

  @Test
  void what_was_put_is_found_at_once_although_nobody_waited_for_the_server() {
    RedisBed bed = bed();
    bed.cache().put(answer(2), "");
    assertThat(bed.cache().find(question(2), MADE)).isEqualTo(new Look.Found(answer(2)));
    assertThat(bed.cache().find(question(2, "project:other", ""), MADE)).isEqualTo(Look.ABSENT);
  }

  @Test
  void a_key_says_prefix_region_generation_zone_and_fingerprint_and_ends_with_the_hard_ttl() {
    RedisBed bed = bed();
    bed.settled().put(answer(2), "eu");
    assertThat(PrivateRedis.server().keys(bed.prefix))
        .singleElement()
        .asString()
        .matches(bed.prefix + ":ap-south-1:[0-9a-f]{16}:eu:0{7}20{56}");
    long ttlMillis = PrivateRedis.server().commands().pttl(onlyKey(bed));
    assertThat(ttlMillis).isBetween(1L, (GONE - MADE) / 1_000_000);
    assertThat(bed.writes("stored")).isEqualTo(1);
  }

  @Test
  void a_value_that_is_no_entry_is_no_hit_and_is_removed() {
    RedisBed bed = bed();
    bed.settled().put(answer(1), "");
    byte[] key = onlyKey(bed);
    String good = text(PrivateRedis.server().commands().get(key));
    int body = good.indexOf('\n');
    for (String bad :
        List.of(
            "x",
            "\n",
            "{}\n{}",
            good.substring(0, body),
            good.substring(0, body + 1),
            good.substring(0, good.length() - 1),
            good + " {}",
            good.replace("\"v\":1", "\"v\":2"),
            good.replace("\"completion\":5", "\"completion\":-5"),
            good.replace("\"pop\":\"SIN\"", "\"pop\":\"nowhere\""),
            " ".repeat(StoredEntry.LINE_BYTES) + good,
            good + " ".repeat((int) MOST + StoredEntry.LINE_BYTES))) {
      assertThat(bad).as("a change of the good value").isNotEqualTo(good);
      PrivateRedis.server().commands().set(key, bad.getBytes(StandardCharsets.UTF_8));
      assertThat(bed.cache().find(question(1), MADE)).as(bad).isEqualTo(Look.ABSENT);
      Await.until("no key", () -> PrivateRedis.server().keys(bed.prefix).isEmpty());
    }
    PrivateRedis.server().commands().set(key, good.getBytes(StandardCharsets.UTF_8));
    assertThat(bed.cache().find(question(1), MADE)).isEqualTo(new Look.Found(answer(1)));
  }

  @Test
  void an_entry_of_another_question_scope_or_zone_under_this_key_is_no_hit_and_is_removed() {
    RedisBed bed = bed();
    bed.settled().put(answer(1), "");
    byte[] key = onlyKey(bed);
    String good = text(PrivateRedis.server().commands().get(key));
    for (String bad :
        List.of(
            good.replaceFirst("\"fingerprint\":\"00", "\"fingerprint\":\"01"),
            good.replace("project:demo", "project:other"),
            good.replace("\"zone\":\"\"", "\"zone\":\"eu\""))) {
      assertThat(bad).as("a change of the good value").isNotEqualTo(good);
      PrivateRedis.server().commands().set(key, bad.getBytes(StandardCharsets.UTF_8));
      assertThat(bed.cache().find(question(1), MADE)).as(bad).isEqualTo(Look.ABSENT);
      Await.until("no key", () -> PrivateRedis.server().keys(bed.prefix).isEmpty());
    }
  }

  @Test
  void a_key_that_holds_no_text_is_an_error_and_stays() {
    RedisBed bed = bed();
    bed.settled().put(answer(1), "");
    byte[] key = onlyKey(bed);
    RedisCommands<byte[], byte[]> redis = PrivateRedis.server().commands();
    redis.del(key);
    redis.lpush(key, key);
    assertThat(bed.cache().find(question(1), MADE)).isEqualTo(Look.FAILED);
    assertThat(bed.changes()).as("the server is well").containsExactly(true);
  }

  @Test
  void regions_and_prefixes_do_not_see_each_other() {
    RedisBed bed = bed();
    bed.settled().put(answer(1), "");
    assertThat(bed.other("eu-central-1").find(question(1), MADE)).isEqualTo(Look.ABSENT);
    assertThat(bed().cache().find(question(1), MADE)).isEqualTo(Look.ABSENT);
  }

  @Test
  void a_restart_finds_what_was_stored_where_it_finds_its_generation(@TempDir Path folder) {
    String prefix = RedisBed.newPrefix();
    try (RedisBed before = RedisBed.at(PrivateRedis.server().login(), prefix, folder)) {
      before.settled().put(answer(1), "");
    }
    RedisBed after = kept(RedisBed.at(PrivateRedis.server().login(), prefix, folder));
    assertThat(after.cache().find(question(1), MADE)).isEqualTo(new Look.Found(answer(1)));
    after.cache().crash();
    assertThat(after.cache().holds(question(1), MADE)).as("a crash leaves the server").isTrue();
  }

  @Test
  void without_the_file_of_its_generation_a_restart_begins_empty(@TempDir Path folder)
      throws Exception {
    String prefix = RedisBed.newPrefix();
    try (RedisBed before = RedisBed.at(PrivateRedis.server().login(), prefix, folder)) {
      before.settled().put(answer(1), "");
    }
    java.nio.file.Files.delete(folder.resolve("ap-south-1.generation"));
    RedisBed after = kept(RedisBed.at(PrivateRedis.server().login(), prefix, folder));
    assertThat(after.cache().find(question(1), MADE)).isEqualTo(Look.ABSENT);
  }

  @Test
  void what_was_purged_leaves_the_server_and_other_regions_stay() {
    RedisBed bed = bed();
    bed.settled().put(answer(1), "");
    bed.settled().put(answer(2), "");
    bed.other("eu-central-1").put(answer(3), "");
    Await.until("three keys", () -> PrivateRedis.server().keys(bed.prefix).size() == 3);
    bed.cache().clear();
    Await.until("one key", () -> PrivateRedis.server().keys(bed.prefix).size() == 1);
    assertThat(bed.other("eu-central-1").holds(question(3), MADE))
        .as("another generation")
        .isFalse();
    assertThat(PrivateRedis.server().keys(bed.prefix + ":eu-central-1")).hasSize(1);
  }

  private static byte[] onlyKey(RedisBed bed) {
    return PrivateRedis.server().keys(bed.prefix).getFirst().getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
