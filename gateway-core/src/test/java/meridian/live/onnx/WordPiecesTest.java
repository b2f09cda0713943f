package meridian.live.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WordPiecesTest {
  private static final List<String> PIECES =
      List.of(
          "[CLS]", "[SEP]", "[UNK]", "sao", "play", "##ing", "##s", "card", "?", "'", "t", "日", "本",
          "in");

  private final WordPieces pieces = new WordPieces(vocabulary());

  private static Map<String, Integer> vocabulary() {
    Map<String, Integer> numbers = new HashMap<>();
    PIECES.forEach(piece -> numbers.put(piece, numbers.size()));
    return numbers;
  }

  private List<String> of(String text) {
    long[] numbers = pieces.of(text, 64).orElseThrow();
    return java.util.Arrays.stream(numbers).mapToObj(n -> PIECES.get((int) n)).toList();
  }

  @Test
  void it_cuts_words_into_the_longest_pieces_it_knows() {
    assertThat(of("playing cards"))
        .containsExactly("[CLS]", "play", "##ing", "card", "##s", "[SEP]");
  }

  @Test
  void capitals_and_accents_are_gone_and_marks_are_words() {
    assertThat(of("São\tCARD?")).containsExactly("[CLS]", "sao", "card", "?", "[SEP]");
    assertThat(of("t't")).containsExactly("[CLS]", "t", "'", "t", "[SEP]");
  }

  @Test
  void chinese_characters_are_words() {
    assertThat(of("日本")).containsExactly("[CLS]", "日", "本", "[SEP]");
  }

  @Test
  void a_word_with_an_unknown_part_is_unknown_as_a_whole() {
    assertThat(of("playxing in")).containsExactly("[CLS]", "[UNK]", "in", "[SEP]");
    assertThat(of("s".repeat(101))).containsExactly("[CLS]", "[UNK]", "[SEP]");
  }

  @Test
  void control_characters_are_dropped_and_no_text_has_no_pieces() {
    assertThat(of("ca\u0000r\u200bd\ufffd")).containsExactly("[CLS]", "card", "[SEP]");
    assertThat(of(" \n")).containsExactly("[CLS]", "[SEP]");
  }

  @Test
  void a_text_that_just_fits_is_cut_and_one_that_does_not_is_refused() {
    assertThat(pieces.of("card card", 4)).isPresent();
    assertThat(pieces.of("card cards", 4)).isEmpty();
  }

  @Test
  void a_vocabulary_without_its_marks_is_refused() {
    assertThatThrownBy(() -> new WordPieces(Map.of("card", 1))).hasMessageContaining("[UNK]");
  }
}
