package meridian.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FieldsTest {
  @Test
  void every_field_has_a_meaning_that_is_a_sentence_and_its_own_path() {
    Set<String> paths = new HashSet<>();
    for (Fields.Row row : Fields.all()) {
      assertThat(row.field().meaning()).as(row.path()).matches("(?s)[A-Za-z0-9:/].*[.)]");
      assertThat(paths.add(row.path())).as(row.path()).isTrue();
      assertThat(row.field().kind().words()).as(row.path()).isNotBlank();
    }
    assertThat(paths).hasSizeGreaterThan(90);
  }

  @Test
  void a_field_is_found_by_concrete_and_by_general_path() {
    for (String path :
        List.of("providers[0].baseUrl", "providers[…].baseUrl", "providers[].baseUrl")) {
      assertThat(Fields.find(path).orElseThrow().path()).isEqualTo("providers[…].baseUrl");
    }
    assertThat(Fields.find("projects.demo.cache.softTtl").orElseThrow().path())
        .isEqualTo("projects.NAME.cache.softTtl");
    assertThat(Fields.find("edge.nothing")).isEmpty();
  }

  @Test
  void every_setting_in_force_is_in_the_table() {
    for (String path : Configs.valid(Configs.LEAST).settings().keySet()) {
      assertThat(Fields.find(path)).as(path).isPresent();
    }
  }
}
