package meridian.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WordsTest {
  @Test
  void tokens_are_words_with_the_space_before_them() {
    Words words = Words.of("one two  four", "\n\n");
    assertThat(words.count()).isEqualTo(4);
    assertThat(words.text(0, 1)).isEqualTo("\n\none");
    assertThat(words.text(1, 3)).isEqualTo(" two ");
    assertThat(words.text()).isEqualTo("\n\none two  four");
  }

  @Test
  void what_is_appended_keeps_its_own_ends_beyond_the_room_there_was() {
    Words words = new Words(0);
    words.add("a");
    words.add(Words.of("b c d", " "));
    assertThat(words.count()).isEqualTo(4);
    assertThat(words.text(1, 4)).isEqualTo(" b c d");
    assertThat(words.text(3, 3)).isEmpty();
  }

  @Test
  void a_cut_text_ends_with_its_last_token_and_more_than_there_is_cuts_nothing() {
    Words words = Words.of("one two three", "");
    words.cutTo(Long.MAX_VALUE);
    assertThat(words.text()).isEqualTo("one two three");
    words.cutTo(2);
    assertThat(words.text()).isEqualTo("one two");
    words.cutTo(0);
    assertThat(words.text()).isEmpty();
    assertThat(words.count()).isZero();
  }
}
