package meridian.live.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import meridian.contract.UsageLogContract;
import meridian.ledger.UsageLog;
import meridian.ledger.UsageLog.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The usage log's contract, and what only one in a database can be asked.
abstract class StoredUsageLogContract extends UsageLogContract {
  private int logs;
  private @Nullable Database database;

  /// The records of that name, none when they are opened first.
  abstract Database connect(String name) throws CannotOpen;

  @Override
  protected UsageLog open() {
    return open("usage_" + logs++);
  }

  private UsageLog open(String name) {
    close();
    try {
      Database opened = connect(name);
      database = opened;
      return opened.usage("test");
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  @Test
  void opened_again_it_still_knows_every_record() {
    open("again").record(List.of(hit("a"), hit("b")));

    UsageLog again = open("again");

    assertThat(again.newest(10)).containsExactly(hit("a"), hit("b"));
    assertThat(again.record(List.of(hit("b"), hit("c"))))
        .containsExactly(Result.DUPLICATE, Result.RECORDED);
    assertThat(again.recorded()).isEqualTo(3);
  }

  @Test
  void what_one_region_took_down_every_other_has() {
    open("regions").record(List.of(hit("a")));
    UsageLog other = Objects.requireNonNull(database).usage("another");

    assertThat(other.find(hit("a").id())).contains(hit("a"));
    assertThat(other.record(List.of(hit("a"), hit("b"))))
        .containsExactly(Result.DUPLICATE, Result.RECORDED);
    assertThat(other.newest(10)).containsExactly(hit("a"), hit("b"));
    assertThat(other.recorded()).isEqualTo(2);
  }

  @Test
  void a_text_that_no_database_keeps_stops_no_record() {
    UsageLog log = open("zero");

    assertThat(log.record(List.of(hit("a\0b")))).containsExactly(Result.RECORDED);
    assertThat(log.record(List.of(hit("a\0b")))).containsExactly(Result.DUPLICATE);
  }
}
