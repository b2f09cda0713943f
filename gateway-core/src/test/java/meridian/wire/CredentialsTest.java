package meridian.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialsTest {
  private static final String KEY = "mk_abcdefghijkl_secret";

  @Test
  void a_bearer_token_is_a_key_whatever_the_case_of_the_scheme() {
    assertThat(Credentials.of(List.of("Bearer " + KEY), List.of())).isEqualTo(presented());
    assertThat(Credentials.of(List.of("bearer   " + KEY + " "), List.of())).isEqualTo(presented());
  }

  @Test
  void x_api_key_is_a_key() {
    assertThat(Credentials.of(List.of(), List.of(KEY))).isEqualTo(presented());
  }

  @Test
  void both_headers_count_when_they_agree_and_never_when_they_differ() {
    assertThat(Credentials.of(List.of("Bearer " + KEY), List.of(KEY))).isEqualTo(presented());
    assertMissing(Credentials.of(List.of("Bearer other"), List.of(KEY)));
  }

  @Test
  void malformed_headers_are_no_key_and_are_never_repeated() {
    assertMissing(Credentials.of(List.of(), List.of()));
    assertMissing(Credentials.of(List.of("Basic " + KEY), List.of()));
    assertMissing(Credentials.of(List.of(KEY), List.of()));
    assertMissing(Credentials.of(List.of("Bearer"), List.of()));
    assertMissing(Credentials.of(List.of("Bearer a b"), List.of()));
    assertMissing(Credentials.of(List.of("Bearer schlüssel"), List.of()));
    assertMissing(Credentials.of(List.of("Bearer " + KEY, "Bearer " + KEY), List.of()));
    assertMissing(Credentials.of(List.of(), List.of("x".repeat(Credentials.MAX_LENGTH + 1))));
  }

  private static Credentials presented() {
    return new Credentials.Presented(KEY);
  }

  private static void assertMissing(Credentials found) {
    assertThat(found).isInstanceOf(Credentials.Missing.class);
    assertThat(((Credentials.Missing) found).reason())
        .startsWith("expected")
        .doesNotContain(KEY)
        .doesNotContain("schl");
  }
}
