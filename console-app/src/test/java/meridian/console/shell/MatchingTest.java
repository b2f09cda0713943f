package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MatchingTest {
  @Test
  void nothing_typed_finds_everything() {
    assertThat(Matching.score(" ", "Go to World")).hasValue(0);
  }

  @Test
  void letters_in_order_are_enough() {
    assertThat(Matching.score("gtw", "Go to World")).isPresent();
    assertThat(Matching.score("wtg", "Go to World")).isEmpty();
  }

  @Test
  void the_start_of_a_word_beats_its_middle_and_both_beat_scattered_letters() {
    int start = Matching.score("traf", "Start demo traffic").orElseThrow();
    int middle = Matching.score("raff", "Start demo traffic").orElseThrow();
    int scattered = Matching.score("sdt", "Start demo traffic").orElseThrow();
    assertThat(start).isGreaterThan(middle);
    assertThat(middle).isGreaterThan(scattered);
  }
}
