package meridian.live.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import meridian.PopId;
import meridian.ledger.Duty;
import meridian.ledger.Ties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What ties regions together, in a database that is opened again.
abstract class StoredTiesContract {
  static final List<PopId> POPS = List.of(new PopId("BOM"));
  private static final Duty PROMOTED =
      new Duty(Duty.Role.ACTIVE, 2, Optional.of(new Duty.Inheritance("ap", 17)));

  @TempDir Path folder;

  /// The books of that name, none when they are opened first.
  abstract SqlStorage connect(String name) throws CannotOpen;

  @Test
  void a_region_that_never_said_anything_has_no_duty_and_has_followed_nobody() throws CannotOpen {
    try (SqlStorage books = connect("fresh")) {
      assertThat(books.ties("ap").duty()).isEmpty();
      assertThat(books.ties("ap").followed("eu")).isZero();
    }
  }

  @Test
  void opened_again_each_region_has_its_last_duty() throws CannotOpen {
    try (SqlStorage books = connect("duties")) {
      Ties eu = books.ties("eu");
      eu.takesUp(Duty.STANDBY);
      eu.takesUp(PROMOTED);
      books.ties("ap").takesUp(new Duty(Duty.Role.FENCED, 2, Optional.empty()));
    }
    try (SqlStorage again = connect("duties")) {
      assertThat(again.ties("eu").duty()).contains(PROMOTED);
      assertThat(again.ties("ap").duty()).contains(new Duty(Duty.Role.FENCED, 2, Optional.empty()));
    }
  }

  @Test
  void opened_again_each_region_knows_how_far_it_has_followed_each_other() throws CannotOpen {
    try (SqlStorage books = connect("lines")) {
      books.ties("ap").follows("eu", 3);
      books.ties("ap").follows("eu", 9_000_000_000L);
      books.ties("eu").follows("ap", 4);
    }
    try (SqlStorage again = connect("lines")) {
      assertThat(again.ties("ap").followed("eu")).isEqualTo(9_000_000_000L);
      assertThat(again.ties("eu").followed("ap")).isEqualTo(4);
      assertThat(again.ties("ap").followed("us")).isZero();
    }
  }

  @Test
  void books_are_of_the_regions_that_were_first() throws CannotOpen {
    try (SqlStorage books = connect("regions")) {
      books.requireOf("ap, eu, each with its share");
    }
    try (SqlStorage again = connect("regions")) {
      assertThatCode(() -> again.requireOf("ap, eu, each with its share"))
          .doesNotThrowAnyException();
      assertThatThrownBy(() -> again.requireOf("ap"))
          .isInstanceOf(CannotOpen.class)
          .hasMessageContaining("expected the books of ap, found those of ap, eu, each with")
          .hasMessageContaining("storage.file");
    }
  }
}
