package meridian.contract;

import static meridian.contract.Answers.GONE;
import static meridian.contract.Answers.MADE;
import static meridian.contract.Answers.answer;
import static meridian.contract.Answers.question;
import static org.assertj.core.api.Assertions.assertThat;

import meridian.cache.CacheEntry;
import meridian.cache.ExactCache;
import meridian.cache.ExactCache.Look;
import org.junit.jupiter.api.Test;

/// What every exact cache does.
public abstract class ExactCacheContract {
  /// The longest answer that is stored, in bytes.
  public static final long MOST = 1_000;

  /// An empty cache with room for a hundred answers of up to [#MOST] bytes.
  protected abstract ExactCache open();

  @Test
  void what_was_put_is_found_as_it_was() {
    ExactCache cache = open();
    CacheEntry priced = answer(2);
    CacheEntry unpriced = answer(3);
    cache.put(priced, "");
    cache.put(unpriced, "");
    assertThat(cache.find(question(2), MADE)).isEqualTo(new Look.Found(priced));
    assertThat(cache.find(question(3), MADE)).isEqualTo(new Look.Found(unpriced));
    assertThat(cache.holds(question(3), MADE)).isTrue();
  }

  @Test
  void another_fingerprint_finds_nothing() {
    ExactCache cache = open();
    assertThat(cache.find(question(1), MADE)).isEqualTo(Look.ABSENT);
    cache.put(answer(1), "");
    assertThat(cache.find(question(2), MADE)).isEqualTo(Look.ABSENT);
    assertThat(cache.holds(question(2), MADE)).isFalse();
  }

  @Test
  void another_tenants_question_finds_nothing() {
    ExactCache cache = open();
    cache.put(answer(1), "");
    assertThat(cache.find(question(1, "project:other", ""), MADE)).isEqualTo(Look.ABSENT);
    assertThat(cache.holds(question(1, "project:other", ""), MADE)).isFalse();
  }

  @Test
  void a_question_of_another_zone_finds_nothing() {
    ExactCache cache = open();
    cache.put(answer(1), "");
    cache.put(answer(2), "eu");
    assertThat(cache.find(question(1, "project:demo", "eu"), MADE)).isEqualTo(Look.ABSENT);
    assertThat(cache.find(question(2, "project:demo", ""), MADE)).isEqualTo(Look.ABSENT);
    assertThat(cache.find(question(2, "project:demo", "in"), MADE)).isEqualTo(Look.ABSENT);
    assertThat(cache.find(question(2, "project:demo", "eu"), MADE).entry()).contains(answer(2));
  }

  @Test
  void a_newer_answer_takes_the_place_of_the_one_before() {
    ExactCache cache = open();
    cache.put(answer(1, 100), "");
    cache.put(answer(1, 200), "");
    assertThat(cache.find(question(1), MADE).entry()).contains(answer(1, 200));
  }

  @Test
  void at_its_hard_expiry_an_answer_is_gone_and_not_before() {
    ExactCache cache = open();
    cache.put(answer(1), "");
    assertThat(cache.find(question(1), GONE - 1).entry()).contains(answer(1));
    assertThat(cache.find(question(1), GONE)).isEqualTo(Look.ABSENT);
    cache.put(answer(2), "");
    assertThat(cache.holds(question(2), GONE - 1)).isTrue();
  }

  @Test
  void an_answer_that_is_gone_when_it_is_made_is_never_found() {
    ExactCache cache = open();
    cache.put(answer(1, 100, MADE), "");
    assertThat(cache.find(question(1), MADE)).isEqualTo(Look.ABSENT);
  }

  @Test
  void an_answer_over_the_bound_is_not_stored_and_leaves_the_one_before() {
    ExactCache cache = open();
    cache.put(answer(1, MOST), "");
    cache.put(answer(1, MOST + 1), "");
    assertThat(cache.find(question(1), MADE).entry()).contains(answer(1, MOST));
    cache.put(answer(2, MOST + 1), "");
    assertThat(cache.find(question(2), MADE)).isEqualTo(Look.ABSENT);
  }

  @Test
  void after_a_clear_nothing_is_found_and_what_is_put_then_is() {
    ExactCache cache = open();
    cache.put(answer(1), "");
    cache.put(answer(2), "eu");
    cache.clear();
    assertThat(cache.find(question(1), MADE)).isEqualTo(Look.ABSENT);
    assertThat(cache.find(question(2, "project:demo", "eu"), MADE)).isEqualTo(Look.ABSENT);
    cache.put(answer(1), "");
    assertThat(cache.find(question(1), MADE).entry()).contains(answer(1));
  }

  @Test
  void to_clear_what_is_empty_changes_nothing() {
    ExactCache cache = open();
    assertThat(cache.clear()).isZero();
    cache.put(answer(1), "");
    assertThat(cache.find(question(1), MADE).entry()).contains(answer(1));
  }
}
