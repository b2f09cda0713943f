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
  void several_origins_keep_theirs_in_one_place() {
    assertThat(where("active-active")).startsWith("SQLite, ");
    assertThat(where("standby")).startsWith("SQLite, ");
  }

  @Test
  void books_say_whose_they_are_and_how_those_share_them() {
    assertThat(regions("prism-mumbai")).isEqualTo("ap-south-1");
    assertThat(regions("standby")).isEqualTo("ap-south-1 with the standby ap-southeast-1");
    assertThat(regions("active-active"))
        .isEqualTo("ap-south-1, us-east-1, eu-central-1, each with its share");
    assertThat(regions("active-active", "replication.quota=naive"))
        .isEqualTo("ap-south-1, us-east-1, eu-central-1, each with all of it");
  }

  private static String regions(String sample, String... sets) {
    return Books.regions(SimulatedRun.config(sample, sets));
  }

  private static String where(String sample, String... sets) {
    return Books.where(SimulatedRun.config(sample, sets));
  }
}
