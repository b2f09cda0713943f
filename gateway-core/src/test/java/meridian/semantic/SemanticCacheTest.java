package meridian.semantic;

import static meridian.semantic.Entries.entry;
import static meridian.semantic.Entries.partition;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import meridian.CacheDirectives;
import org.junit.jupiter.api.Test;

/// In a plane, where a cosine can be chosen.
final class SemanticCacheTest {
  private static final Embedder NONE =
      new Embedder() {
        @Override
        public String model() {
          return "plane";
        }

        @Override
        public int dimension() {
          return 2;
        }

        @Override
        public Embedding embed(String text) {
          return new Embedding.Skipped(Embedding.Reason.LOADING);
        }
      };

  private final SemanticCache cache =
      new SemanticCache(
          NONE,
          (_, _, _) -> Optional.empty(),
          new SemanticIndex(2, SemanticIndex.Bounds.DEFAULT),
          _ -> SemanticPolicy.OFF);

  private static UnitVector at(double cosine) {
    return UnitVector.of(new float[] {(float) cosine, (float) Math.sqrt(1 - cosine * cosine)});
  }

  private static SemanticQuestion question(String text) {
    return new SemanticQuestion(partition(1), "project:demo", text);
  }

  private Finding ask(String text, double cosine) {
    return cache.search(question(text), at(cosine), CacheDirectives.NONE, 0.95, 10);
  }

  @Test
  void the_same_question_in_other_words_is_a_hit() {
    cache.add(question("Turn on the light"), at(1), entry(1, 100), 0);
    assertThat(ask("Turn the light on", 0.96)).isInstanceOf(Finding.Hit.class);
  }

  @Test
  void below_the_threshold_it_is_a_near_miss_and_further_below_none() {
    cache.add(question("Turn on the light"), at(1), entry(1, 100), 0);
    assertThat(ask("Light, please", 0.94))
        .isInstanceOfSatisfying(Finding.NearMiss.class, near -> assertThat(near.guard()).isEmpty());
    assertThat(ask("Light, please", 0.89)).isInstanceOf(Finding.Miss.class);
  }

  @Test
  void what_the_guard_refuses_is_a_near_miss_that_says_why() {
    cache.add(question("Turn on the light"), at(1), entry(1, 100), 0);
    assertThat(ask("Turn off the light", 0.99))
        .isInstanceOfSatisfying(
            Finding.NearMiss.class,
            near -> assertThat(near.guard()).contains(Guard.Reason.OPPOSITES));
  }

  @Test
  void the_next_best_answers_when_the_guard_refuses_the_best() {
    cache.add(question("Turn off the light"), at(1), entry(1, 100), 0);
    cache.add(question("Turn on the light"), at(0.99), entry(2, 100), 0);
    assertThat(ask("Turn the light on", 1))
        .isInstanceOfSatisfying(
            Finding.Hit.class, hit -> assertThat(hit.entry()).isEqualTo(entry(2, 100)));
  }

  @Test
  void an_answer_of_another_scope_is_nothing_even_in_the_same_partition() {
    cache.add(question("Hi"), at(1), entry("project:other", 1, 100), 0);
    assertThat(ask("Hi", 1)).isInstanceOf(Finding.Miss.class);
  }

  @Test
  void a_client_that_wants_nothing_old_gets_nothing_old() {
    cache.add(question("Hi"), at(1), entry(1, 1_000), 0);
    CacheDirectives young =
        new CacheDirectives(
            false, false, false, Optional.of(Duration.ofNanos(10)), Optional.empty());
    assertThat(cache.search(question("Hi"), at(1), young, 0.95, 9)).isInstanceOf(Finding.Hit.class);
    assertThat(cache.search(question("Hi"), at(1), young, 0.95, 10))
        .isInstanceOf(Finding.Miss.class);
  }
}
