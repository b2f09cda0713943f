package meridian.live.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.CacheResult;
import meridian.Charge;
import meridian.KeyId;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.Source;
import meridian.Stage;
import meridian.StageTimes;
import meridian.TokenUsage;
import meridian.UsageRecord;
import meridian.ledger.StorageDown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsageJournalTest {
  @TempDir Path folder;

  @Test
  void what_was_added_waits_after_the_process_and_what_was_taken_does_not() throws IOException {
    Path file = folder.resolve("spool/SIN.jsonl");
    UsageJournal first = UsageJournal.open(file);
    first.add(record("a", Optional.of(new Money(7))));
    first.add(record("b", Optional.empty()));

    UsageJournal second = UsageJournal.open(file); // the first was never closed: its process died

    assertThat(second.waiting())
        .containsExactly(record("a", Optional.of(new Money(7))), record("b", Optional.empty()));
    second.taken(List.of());
    assertThat(UsageJournal.open(file).waiting()).isEmpty();
  }

  @Test
  void a_line_that_was_cut_is_dropped_and_the_next_one_is_whole() throws IOException {
    Path file = folder.resolve("SIN.jsonl");
    UsageJournal first = UsageJournal.open(file);
    first.add(record("a", Optional.empty()));
    first.add(record("b", Optional.empty()));
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 40), StandardCharsets.UTF_8);

    UsageJournal second = UsageJournal.open(file);
    second.add(record("c", Optional.empty()));

    assertThat(second.waiting()).containsExactly(record("a", Optional.empty()));
    assertThat(UsageJournal.open(file).waiting())
        .containsExactly(record("a", Optional.empty()), record("c", Optional.empty()));
  }

  @Test
  void a_long_file_is_written_anew_with_what_still_waits() throws IOException {
    Path file = folder.resolve("SIN.jsonl");
    UsageJournal journal = UsageJournal.open(file);
    List<UsageRecord> all = new ArrayList<>();
    while (Files.size(file) <= (4L << 20)) {
      UsageRecord next = record("request-" + all.size(), Optional.empty());
      journal.add(next);
      all.add(next);
    }

    journal.taken(all.subList(all.size() - 2, all.size()));
    journal.add(record("later", Optional.empty()));

    assertThat(Files.size(file)).isLessThan(2_000);
    assertThat(UsageJournal.open(file).waiting())
        .containsExactly(all.get(all.size() - 2), all.getLast(), record("later", Optional.empty()));
  }

  @Test
  void a_record_that_a_full_disk_cuts_is_refused_and_costs_no_other() throws IOException {
    for (boolean canTakeBack : new boolean[] {true, false}) {
      Path file = folder.resolve("full-" + canTakeBack + ".jsonl");
      List<FullDisk> disks = new ArrayList<>();
      UsageJournal journal =
          UsageJournal.open(
              file,
              channel -> {
                disks.add(new FullDisk(channel));
                return disks.getLast();
              });
      FullDisk disk = disks.getLast();
      journal.add(record("a", Optional.empty()));
      disk.room(40); // part of a line, whose rest finds no room
      disk.keepsAll(!canTakeBack);
      assertThatThrownBy(() -> journal.add(record("cut", Optional.empty())))
          .isInstanceOf(StorageDown.class)
          .hasMessageContaining("No space left");

      disk.room(1 << 20);
      journal.add(record("b", Optional.empty()));

      assertThat(Files.readString(file).lines()).hasSize(canTakeBack ? 2 : 3);
      assertThat(UsageJournal.open(file).waiting())
          .containsExactly(record("a", Optional.empty()), record("b", Optional.empty()));
    }
  }

  private static UsageRecord record(String id, Optional<Money> saved) {
    return new UsageRecord(
        new RequestId(id),
        new PopId("SIN"),
        new ProjectId("demo"),
        new KeyId("demo00000001"),
        "gpt-4o-mini",
        CacheResult.HIT,
        Layer.EDGE,
        Charge.of(new TokenUsage(10, 2, 3, 1, 5), Optional.of(Money.ZERO)),
        saved,
        stages(),
        Source.BYOK,
        1_790_000_000_000_000_000L);
  }

  private static StageTimes stages() {
    long[] nanos = new long[Stage.COUNT];
    nanos[Stage.EDGE_AUTH.ordinal()] = 12_000;
    nanos[Stage.EDGE_KV.ordinal()] = 1_500_000;
    return StageTimes.of(nanos);
  }
}
