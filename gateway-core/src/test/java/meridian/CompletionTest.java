package meridian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionTest {
  private final Completion completion = new Completion(Json.Obj.empty(), TokenUsage.NONE);
  private final List<Completion.Form> written = new ArrayList<>();

  @Test
  void each_form_is_written_once_and_kept_apart_from_the_others() {
    byte[] json = rendered(Completion.Form.JSON);
    byte[] stream = rendered(Completion.Form.STREAM);

    assertThat(rendered(Completion.Form.JSON))
        .isSameAs(json)
        .isEqualTo("JSON".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(rendered(Completion.Form.STREAM))
        .isSameAs(stream)
        .isEqualTo("STREAM".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(written).containsExactly(Completion.Form.JSON, Completion.Form.STREAM);
  }

  @Test
  void what_was_rendered_does_not_tell_two_answers_apart() {
    rendered(Completion.Form.JSON);

    assertThat(completion).isEqualTo(new Completion(Json.Obj.empty(), TokenUsage.NONE));
  }

  private byte[] rendered(Completion.Form form) {
    return completion.rendered(
        form,
        (_, asked) -> {
          written.add(asked);
          return asked.name().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        });
  }
}
