package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BooksTest {
  @Test
  void where_they_are_is_said_for_each_kind() {
    assertThat(where("prism-mumbai", "storage={kind: sqlite, file: /var/lib/m.db}"))
        .isEqualTo("SQLite, /var/lib/m.db");
    assertThat(
            where(
                "prism-mumbai",
                "storage={kind: postgresql, url: \"postgresql://db:5432/m\", user: m}"))
        .isEqualTo("PostgreSQL, postgresql://db:5432/m");
    assertThat(where("prism-mumbai", "storage={kind: memory}"))
        .isEqualTo("in memory; they end with this process");
  }

  @Test
  void several_origins_do_not_pretend_to_keep_theirs() {
    assertThat(where("active-active")).contains("end with this process");
    assertThat(where("standby")).contains("end with this process");
  }

  private static String where(String sample, String... sets) {
    return Books.where(SimulatedRun.config(sample, sets));
  }
}
