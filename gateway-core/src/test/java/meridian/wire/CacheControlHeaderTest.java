package meridian.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import meridian.CacheDirectives;
import org.junit.jupiter.api.Test;

class CacheControlHeaderTest {
  @Test
  void all_directives_are_read_whatever_their_case_and_spacing() {
    CacheDirectives read =
        CacheControlHeader.parse(
            " No-Cache ,NO-STORE,, only-if-cached , max-age=0, Stale-If-Error = 86400");

    assertThat(read.noCache()).isTrue();
    assertThat(read.noStore()).isTrue();
    assertThat(read.onlyIfCached()).isTrue();
    assertThat(read.maxAge()).contains(Duration.ZERO);
    assertThat(read.staleIfError()).contains(Duration.ofDays(1));
  }

  @Test
  void nothing_asks_for_nothing() {
    assertThat(CacheControlHeader.parse("")).isEqualTo(CacheDirectives.NONE);
    assertThat(CacheControlHeader.parse("max-stale=5, foo, bar=\"no-cache, no-store\""))
        .isEqualTo(CacheDirectives.NONE);
  }

  @Test
  void values_that_are_no_delta_seconds_are_ignored() {
    for (String bad :
        new String[] {"max-age", "max-age=", "max-age=-1", "max-age=1.5", "max-age=x"}) {
      assertThat(CacheControlHeader.parse(bad).maxAge()).as(bad).isEmpty();
    }
  }

  @Test
  void quoted_numbers_count_and_huge_ones_are_capped() {
    assertThat(CacheControlHeader.parse("max-age=\"60\"").maxAge()).contains(Duration.ofMinutes(1));
    Duration cap = Duration.ofSeconds(1L << 31);
    assertThat(CacheControlHeader.parse("max-age=99999999999999999999").maxAge()).contains(cap);
    assertThat(CacheControlHeader.parse("max-age=00000000000000000007").maxAge())
        .contains(Duration.ofSeconds(7));
  }

  @Test
  void the_first_of_two_equal_directives_counts() {
    assertThat(CacheControlHeader.parse("max-age=1, max-age=2").maxAge())
        .contains(Duration.ofSeconds(1));
  }
}
