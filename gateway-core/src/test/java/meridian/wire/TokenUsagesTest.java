package meridian.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import meridian.Json;
import meridian.Money;
import meridian.TokenUsage;
import org.junit.jupiter.api.Test;

final class TokenUsagesTest {
  @Test
  void counts_are_read_with_what_the_prompt_cache_gave_and_took() {
    assertThat(
            read(
                """
                {"usage": {"prompt_tokens": 100, "completion_tokens": 7, "prompt_tokens_details":
                  {"cached_tokens": 40, "cache_write_tokens": 10, "cache_write_1h_tokens": 5}}}
                """))
        .contains(new TokenUsage(100, 40, 10, 5, 7));
  }

  @Test
  void without_counts_there_is_nothing() {
    assertThat(read("{}")).isEmpty();
    assertThat(read("{\"usage\": null}")).isEmpty();
    assertThat(read("{\"usage\": {\"total_tokens\": 3}}")).isEmpty();
  }

  @Test
  void a_slip_of_the_provider_is_put_right() {
    assertThat(read("{\"usage\": {\"prompt_tokens\": -5, \"completion_tokens\": 2}}"))
        .contains(new TokenUsage(0, 0, 2));
    assertThat(
            read(
                """
                {"usage": {"prompt_tokens": 10, "prompt_tokens_details":
                  {"cached_tokens": 11, "cache_write_tokens": 1}}}
                """))
        .contains(new TokenUsage(10, 10, 0));
  }

  @Test
  void absurd_counts_can_still_be_added_and_priced() {
    TokenUsage usage =
        read("{\"usage\": {\"prompt_tokens\": 9223372036854775807,"
                + " \"completion_tokens\": 9223372036854775807}}")
            .orElseThrow();
    assertThat(usage.total()).isEqualTo(2 * TokenUsages.MOST);
    assertThat(Money.ofTokens(usage.total(), 600_000_000).microUsd()).isPositive();
  }

  private static Optional<TokenUsage> read(String json) {
    return TokenUsages.of(
        (Json.Obj) JsonReader.tryRead(json.getBytes(StandardCharsets.UTF_8)).orElseThrow());
  }
}
