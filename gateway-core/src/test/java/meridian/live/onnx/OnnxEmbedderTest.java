package meridian.live.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import meridian.semantic.Embedding;
import meridian.semantic.UnitVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The real model, which is among the libraries.
final class OnnxEmbedderTest {
  private final OnnxEmbedder embedder = new OnnxEmbedder(1, 1, Duration.ofMinutes(2));

  @AfterEach
  void close() {
    embedder.close();
  }

  private void awaitReady() {
    embedder.warm();
    long giveUp = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!embedder.isReady()) {
      assertThat(System.nanoTime()).as("still loading").isLessThan(giveUp);
      Thread.onSpinWait();
    }
  }

  private UnitVector vector(String text) {
    assertThat(embedder.embed(text)).isInstanceOf(Embedding.Made.class);
    return ((Embedding.Made) embedder.embed(text)).vector();
  }

  private static Embedding skipped(Embedding.Reason reason) {
    return new Embedding.Skipped(reason);
  }

  @Test
  void a_text_that_comes_before_the_model_is_skipped_and_has_it_loaded() {
    assertThat(embedder.embed("hello")).isEqualTo(skipped(Embedding.Reason.LOADING));
    awaitReady();
    assertThat(embedder.embed("hello")).isInstanceOf(Embedding.Made.class);
  }

  @Test
  void the_same_in_other_words_is_near_and_another_matter_is_far() {
    awaitReady();
    UnitVector reset = vector("How do I reset my password?");
    assertThat(reset.dimension()).isEqualTo(embedder.dimension());
    assertThat(reset.cosine(vector("How can I reset my password?"))).isGreaterThan(0.95);
    assertThat(reset.cosine(vector("I forgot my password, how do I get a new one?")))
        .isGreaterThan(0.7);
    assertThat(reset.cosine(vector("Grow tomatoes on a north-facing balcony"))).isLessThan(0.2);
  }

  @Test
  void what_the_model_cannot_read_whole_is_skipped() {
    awaitReady();
    assertThat(embedder.embed("  ")).isEqualTo(skipped(Embedding.Reason.EMPTY));
    assertThat(embedder.embed("word ".repeat(254))).isInstanceOf(Embedding.Made.class);
    assertThat(embedder.embed("word ".repeat(255))).isEqualTo(skipped(Embedding.Reason.TOO_LONG));
    assertThat(embedder.embed("w".repeat(1 << 20))).isEqualTo(skipped(Embedding.Reason.TOO_LONG));
  }

  @Test
  void more_texts_at_once_than_may_wait_are_skipped() throws Exception {
    awaitReady();
    String text = "word ".repeat(200);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Embedding> call = () -> embedder.embed(text);
      List<Future<Embedding>> all = callers.invokeAll(java.util.Collections.nCopies(30, call));
      long busy =
          all.stream().filter(f -> f.resultNow().equals(skipped(Embedding.Reason.BUSY))).count();
      assertThat(busy).isBetween(1L, 29L);
    }
  }

  @Test
  void after_its_end_it_skips() {
    awaitReady();
    embedder.close();
    assertThat(embedder.embed("hello")).isEqualTo(skipped(Embedding.Reason.UNAVAILABLE));
  }
}
