package meridian.console.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.console.sample.SampleSnapshots;
import meridian.telemetry.IncidentKind;
import meridian.telemetry.Snapshot;
import org.junit.jupiter.api.Test;

final class RecordingTest {
  private static final long TENTH = 100_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long AMPLE = 1L << 30;

  private final Recording recording = new Recording(AMPLE);

  @Test
  void a_snapshot_packs_and_unpacks_to_itself() {
    Packing<Snapshot> packing = new Packing<>(Snapshot.class);
    Snapshot busy = SampleSnapshots.busy();

    assertThat(packing.unpack(packing.pack(busy))).isEqualTo(busy);
    assertThat(packing.unpack(packing.pack(SampleSnapshots.quiet())))
        .isEqualTo(SampleSnapshots.quiet());
  }

  /// One of each kind that a snapshot may hold, with the awkward numbers.
  public record Awkward(
      long least, long most, int small, double none, double tiny, boolean yes, String text) {}

  @Test
  void the_awkward_numbers_survive_packing() {
    Packing<Awkward> packing = new Packing<>(Awkward.class);
    Awkward one =
        new Awkward(
            Long.MIN_VALUE, Long.MAX_VALUE, -1, Double.NaN, Double.MIN_VALUE, true, "BOM → SIN");

    assertThat(packing.unpack(packing.pack(one))).isEqualTo(one);
  }

  @Test
  void what_cannot_be_packed_is_refused_when_the_packing_is_made() {
    assertThatThrownBy(() -> new Packing<>(Thread.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Thread");
  }

  @Test
  void what_was_recorded_last_comes_back_whole_but_for_its_counters() {
    Snapshot busy = SampleSnapshots.alarmed();
    recording.add(busy, 0);

    Snapshot back = recording.at(busy.takenNanos()).orElseThrow();
    assertThat(back.headline()).isEqualTo(busy.headline());
    assertThat(back.pops()).isEqualTo(busy.pops());
    assertThat(back.paths()).isEqualTo(busy.paths());
    assertThat(back.recent()).isEqualTo(busy.recent());
    assertThat(back.inFlight()).isEqualTo(busy.inFlight());
    assertThat(back.history()).isEqualTo(busy.history());
    assertThat(back.incidents()).isEqualTo(busy.incidents());
    assertThat(back.alarms()).isEqualTo(busy.alarms());
    assertThat(back.kv()).isEqualTo(busy.kv());
    assertThat(back.counters()).isEmpty();
  }

  @Test
  void the_moment_asked_for_is_the_newest_that_had_come() {
    assertThat(recording.at(0)).isEmpty();
    record(20);
    long third = taken(3);

    assertThat(number(third)).isEqualTo(3);
    assertThat(number(third + TENTH - 1)).isEqualTo(3);
    assertThat(number(third - 1)).isEqualTo(2);
    assertThat(number(0)).isEqualTo(1);
    assertThat(number(Long.MAX_VALUE)).isEqualTo(20);
  }

  @Test
  void a_minute_is_kept_at_full_pace_and_half_an_hour_at_one_a_second() {
    record(18_600);

    List<Recording.Point> points = recording.points();
    assertThat(points).hasSize(Recording.FINE + Recording.COARSE);
    int fine = points.size() - Recording.FINE;
    assertThat(points.getLast().takenNanos() - points.get(fine).takenNanos())
        .isEqualTo((Recording.FINE - 1) * TENTH);
    for (int i = 1; i < fine; i++) {
      assertThat(points.get(i).takenNanos() - points.get(i - 1).takenNanos()).isEqualTo(SECOND);
    }
    assertThat(points.getLast().takenNanos() - points.getFirst().takenNanos())
        .isGreaterThanOrEqualTo(1_799 * SECOND);
  }

  @Test
  void history_goes_on_without_a_gap_through_thinned_frames() {
    record(2_000);

    List<Snapshot.Second> history = recording.at(taken(900)).orElseThrow().history();
    assertThat(history).hasSizeGreaterThan(80);
    for (int i = 1; i < history.size(); i++) {
      assertThat(history.get(i).secondOfEpoch()).isEqualTo(history.get(i - 1).secondOfEpoch() + 1);
      if (i > 1 && i < history.size() - 1) {
        assertThat(history.get(i).requests()).isEqualTo(10);
      }
    }
  }

  @Test
  void at_the_bound_the_oldest_goes_first() {
    Recording small = new Recording(40_000);
    for (int number = 1; number <= 400; number++) {
      small.add(tick(number), number * TENTH);
    }

    assertThat(small.bytes()).isLessThanOrEqualTo(40_000).isGreaterThan(30_000);
    assertThat(small.points().getLast().takenNanos()).isEqualTo(taken(400));
    assertThat(small.points()).hasSizeLessThan(400);
  }

  @Test
  void incidents_are_known_as_far_as_they_had_come() {
    long from = taken(5);
    long until = taken(9);
    for (int number = 1; number <= 10; number++) {
      List<Snapshot.Incident> incidents =
          number < 5
              ? List.of()
              : List.of(
                  new Snapshot.Incident(
                      IncidentKind.FAULT,
                      "cut",
                      from,
                      number < 9 ? Optional.empty() : Optional.of(until)));
      recording.add(tick(number, incidents), number * TENTH);
    }

    assertThat(recording.at(taken(4)).orElseThrow().incidents()).isEmpty();
    assertThat(recording.at(taken(7)).orElseThrow().incidents().getFirst().untilNanos()).isEmpty();
    assertThat(recording.at(taken(10)).orElseThrow().incidents().getFirst().untilNanos())
        .contains(until);
  }

  private void record(int count) {
    for (int number = 1; number <= count; number++) {
      recording.add(tick(number), number * TENTH);
    }
  }

  private long number(long takenNanos) {
    return recording.at(takenNanos).orElseThrow().number();
  }

  private static long taken(int number) {
    return SampleSnapshots.NOW_NANOS + number * TENTH;
  }

  private static Snapshot tick(int number) {
    return tick(number, List.of());
  }

  /// A small snapshot every tenth of a second, with one request counted in each.
  private static Snapshot tick(int number, List<Snapshot.Incident> incidents) {
    Snapshot quiet = SampleSnapshots.quiet();
    long now = taken(number);
    List<Snapshot.Second> history = new ArrayList<>();
    long first = SampleSnapshots.NOW_NANOS / SECOND;
    for (long second = Math.max(first, now / SECOND - 20); second <= now / SECOND; second++) {
      long requests = second < now / SECOND ? 10 : number % 10 + 1;
      history.add(
          new Snapshot.Second(
              second, requests, 0, 0, 0, 0, 0, 0, 0, meridian.Money.ZERO, meridian.Money.ZERO));
    }
    return new Snapshot(
        number,
        now,
        quiet.startedNanos(),
        quiet.windowNanos(),
        quiet.headline(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        history,
        incidents,
        quiet.alarms(),
        quiet.kv(),
        quiet.cost(),
        quiet.keys(),
        Map.of("a_counter", (long) number),
        number,
        0);
  }

  @Test
  void half_an_hour_of_a_busy_gateway_fits_into_its_bytes() {
    List<Snapshot> stock = new ArrayList<>();
    for (int seed = 1; seed <= 8; seed++) {
      stock.add(SampleSnapshots.busy(seed, seed));
    }
    long began = System.nanoTime();
    int frames = 2_400;
    for (int i = 0; i < frames; i++) {
      recording.add(stock.get(i % stock.size()), i * SECOND);
    }
    long tookNanos = System.nanoTime() - began;
    for (int warm = 0; warm < 50; warm++) {
      assertThat(recording.at(Long.MAX_VALUE)).isPresent();
    }
    long asked = System.nanoTime();
    assertThat(recording.at(Long.MAX_VALUE)).isPresent();
    System.out.printf(
        "recording: %d frames, %,d bytes, %,d ns to add one, %,d ns to look at one%n",
        recording.points().size(),
        recording.bytes(),
        tookNanos / frames,
        System.nanoTime() - asked);
    assertThat(recording.bytes() / recording.points().size()).isLessThan(20_000);
  }
}
