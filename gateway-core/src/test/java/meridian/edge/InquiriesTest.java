package meridian.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import meridian.KeyDigest;
import meridian.KeyText;
import meridian.edge.EdgeKeys.Outcome;
import meridian.simulated.Kernel;
import org.junit.jupiter.api.Test;

final class InquiriesTest {
  private static final KeyDigest KEY =
      KeyText.parse("mk_aaaaaaaaaaaa_" + "d".repeat(32)).orElseThrow().digest();
  private static final Outcome ANSWER = new Outcome.Refused(Refusals.unknownKey());
  private static final Outcome FLOODED = new Outcome.Refused(Refusals.tooManyUnknownKeys());

  private final Kernel kernel = new Kernel(1_000_000_000_000L);
  private final List<Outcome> heard = new ArrayList<>();

  private Outcome afterAWhile(Outcome outcome) {
    kernel.sleepUntil(kernel.nanos() + Duration.ofMillis(50).toNanos());
    return outcome;
  }

  @Test
  void past_the_bound_a_request_asks_for_itself_and_the_others_keep_their_answer() {
    Inquiries inquiries = new Inquiries(kernel, kernel, 2);
    kernel.run(() -> {
      for (int i = 0; i < 3; i++) {
        kernel.start("one", () -> heard.add(inquiries.ask(KEY, () -> afterAWhile(ANSWER))));
      }
      kernel.sleepUntil(kernel.nanos() + Duration.ofMillis(1).toNanos());
      assertThat(inquiries.ask(KEY, () -> FLOODED)).isEqualTo(FLOODED);
      assertThat(heard).isEmpty();
      kernel.sleepUntil(kernel.nanos() + Duration.ofMillis(60).toNanos());
    });
    assertThat(heard).containsExactly(ANSWER, ANSWER, ANSWER);
  }

  @Test
  void an_answer_is_for_those_who_waited_and_the_next_asks_anew() {
    Inquiries inquiries = new Inquiries(kernel, kernel, 2);
    kernel.run(() -> {
      assertThat(inquiries.ask(KEY, () -> afterAWhile(FLOODED))).isEqualTo(FLOODED);
      assertThat(inquiries.ask(KEY, () -> afterAWhile(ANSWER))).isEqualTo(ANSWER);
    });
  }
}
