package meridian.live.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class MiniLmTest {
  private static final int CALLERS = 4;

  /// Without the wait the process dies of it: somebody cancelled an evaluation, and native code ran
  /// on without its memory.
  @Test
  void closing_waits_for_the_calls_under_way_and_refuses_later_ones() throws Exception {
    MiniLm model = MiniLm.load();
    List<long[]> text =
        List.of(model.pieces("How do I get a card again? ".repeat(20)).orElseThrow());
    CountDownLatch embedding = new CountDownLatch(CALLERS);
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        calls.add(
            callers.submit(() -> {
              int count = 0;
              try {
                while (true) {
                  assertThat(model.embed(text)).hasSize(1);
                  if (count++ == 0) {
                    embedding.countDown();
                  }
                }
              } catch (IllegalStateException closed) {
                return count;
              }
            }));
      }
      embedding.await();
      model.close();
      for (Future<Integer> call : calls) {
        assertThat(call.get()).isPositive();
      }
    }
    assertThatThrownBy(() -> model.embed(text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    model.close();
  }
}
