package meridian.console.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import meridian.RequestTimeline;
import meridian.telemetry.Meter;
import meridian.telemetry.Snapshot;

/// What the console has seen, to look back at: ten snapshots a second for the last minute, one a
/// second before that, half an hour in all.
///
/// A frame is packed: the figures of its moment, and what was new since the frame before (requests
/// that ended, seconds of history), so that nothing is kept twice. A snapshot that is taken out
/// again is the one that was recorded, except that it has no `counters`, that its requests are
/// those of ten minutes thinned to [#REQUESTS] a frame, and that its history begins with the
/// record. Incidents are those of the newest snapshot, as far as they had begun.
///
/// Bounds: [#FINE] + [#COARSE] frames, and a number of bytes at which the oldest frames go first.
/// Safe for any thread.
public final class Recording {
  /// Frames at full pace: a minute.
  static final int FINE = 600;

  /// Frames at one a second: half an hour less the minute before.
  static final int COARSE = 1_740;

  /// Of the requests that ended since the frame before at most so many are kept.
  static final int REQUESTS = 16;

  private static final int HISTORY = 600;
  private static final long COARSE_NANOS = 1_000_000_000L;

  /// What objects around the bytes of a frame take, measured with compressed pointers.
  private static final long FRAME_BYTES = 112L;

  private final long bound;
  private final Packing<Snapshot> states = new Packing<>(Snapshot.class);
  private final Packing<News> news = new Packing<>(News.class);
  private final Deque<Frame> coarse = new ArrayDeque<>();
  private final Deque<Frame> fine = new ArrayDeque<>();
  private List<Frame> dropped = new ArrayList<>();
  private List<Snapshot.Incident> incidents = List.of();
  private long lastRequest = -1;
  private long lastSecond;
  private long bytes;

  /// A recording that takes at most `bound` bytes.
  Recording(long bound) {
    this.bound = bound;
  }

  /// What was new since the frame before, newest first.
  record News(List<RequestTimeline> requests, List<Snapshot.Second> seconds) {}

  /// A moment that can be looked at.
  ///
  /// @param takenNanos when the snapshot was taken
  /// @param requestsPerSecond what it said
  public record Point(long takenNanos, double requestsPerSecond) {}

  /// One kept snapshot, packed.
  private static final class Frame {
    final Point point;
    final long recordedNanos;
    final byte[] state;
    final byte[] news;

    Frame(Point point, long recordedNanos, byte[] state, byte[] news) {
      this.point = point;
      this.recordedNanos = recordedNanos;
      this.state = state;
      this.news = news;
    }

    long bytes() {
      return FRAME_BYTES + state.length + news.length;
    }
  }

  /// Adds `snapshot`, which is newer than all before; `nowNanos` only goes forward and sets the
  /// pace, since the gateway's own time may run faster.
  synchronized void add(Snapshot snapshot, long nowNanos) {
    byte[] packed = news.pack(newsOf(snapshot));
    Point point = new Point(snapshot.takenNanos(), snapshot.headline().requestsPerSecond());
    Frame frame = new Frame(point, nowNanos, states.pack(stateOf(snapshot)), packed);
    incidents = snapshot.incidents();
    fine.addLast(frame);
    bytes += frame.bytes();
    if (fine.size() > FINE) {
      thin(fine.removeFirst());
    }
    while (bytes > bound || coarse.size() > COARSE) {
      Frame oldest = coarse.isEmpty() ? fine.removeFirst() : coarse.removeFirst();
      bytes -= oldest.bytes();
    }
  }

  /// The moments that are kept, oldest first.
  synchronized List<Point> points() {
    List<Point> points = new ArrayList<>(coarse.size() + fine.size());
    coarse.forEach(frame -> points.add(frame.point));
    fine.forEach(frame -> points.add(frame.point));
    return points;
  }

  /// How many bytes are kept.
  synchronized long bytes() {
    return bytes;
  }

  /// The snapshot of the newest moment that is not after `takenNanos`, or the oldest; empty when
  /// nothing is kept.
  Optional<Snapshot> at(long takenNanos) {
    List<Frame> frames = new ArrayList<>();
    List<Snapshot.Incident> known;
    synchronized (this) {
      frames.addAll(coarse);
      frames.addAll(fine);
      known = incidents;
    }
    int last = frames.size() - 1;
    while (last > 0 && frames.get(last).point.takenNanos() > takenNanos) {
      last--;
    }
    return last < 0 ? Optional.empty() : Optional.of(unpack(frames.subList(0, last + 1), known));
  }

  private Snapshot unpack(List<Frame> upTo, List<Snapshot.Incident> known) {
    Snapshot state = states.unpack(upTo.getLast().state);
    List<RequestTimeline> requests = new ArrayList<>();
    NavigableMap<Long, Snapshot.Second> seconds = new TreeMap<>();
    for (Frame frame : upTo.reversed()) {
      News own = news.unpack(frame.news);
      requests.addAll(own.requests());
      own.seconds().forEach(second -> seconds.putIfAbsent(second.secondOfEpoch(), second));
      if (seconds.size() >= HISTORY) {
        break;
      }
    }
    while (seconds.size() > HISTORY) {
      seconds.pollFirstEntry();
    }
    return with(
        state,
        List.copyOf(requests.subList(0, Math.min(Meter.RECENT, requests.size()))),
        List.copyOf(seconds.values()),
        known.stream()
            .filter(incident -> incident.fromNanos() <= state.takenNanos())
            .map(incident -> asOf(incident, state.takenNanos()))
            .toList());
  }

  /// What was known of an incident at `takenNanos`: one that ended later had not ended.
  private static Snapshot.Incident asOf(Snapshot.Incident incident, long takenNanos) {
    return incident.untilNanos().orElse(Long.MIN_VALUE) <= takenNanos
        ? incident
        : new Snapshot.Incident(
            incident.kind(), incident.text(), incident.fromNanos(), Optional.empty());
  }

  private News newsOf(Snapshot snapshot) {
    boolean isFirst = lastRequest < 0;
    long seen = lastRequest;
    List<RequestTimeline> ended =
        snapshot.recent().stream()
            .filter(request -> request.number() > seen)
            .limit(isFirst ? Meter.RECENT : REQUESTS)
            .toList();
    // The second in progress grew, and the one before may have been finished late.
    long known = isFirst ? Long.MIN_VALUE : lastSecond - 1;
    List<Snapshot.Second> grown =
        snapshot.history().stream().filter(second -> second.secondOfEpoch() >= known).toList();
    lastRequest =
        Math.max(
            lastRequest, snapshot.recent().isEmpty() ? 0 : snapshot.recent().getFirst().number());
    if (!snapshot.history().isEmpty()) {
      lastSecond = snapshot.history().getLast().secondOfEpoch();
    }
    return new News(ended, grown.reversed());
  }

  /// Keeps `frame`, the oldest at full pace, or leaves it out and remembers what was new in it.
  private void thin(Frame frame) {
    boolean isDue =
        coarse.isEmpty() || frame.recordedNanos - coarse.getLast().recordedNanos >= COARSE_NANOS;
    bytes -= frame.bytes();
    if (!isDue) {
      dropped.add(frame);
      return;
    }
    Frame kept = dropped.isEmpty() ? frame : merged(frame);
    dropped = new ArrayList<>();
    coarse.addLast(kept);
    bytes += kept.bytes();
  }

  private Frame merged(Frame frame) {
    News own = news.unpack(frame.news);
    List<RequestTimeline> requests = new ArrayList<>(own.requests());
    NavigableMap<Long, Snapshot.Second> seconds = new TreeMap<>();
    own.seconds().forEach(second -> seconds.put(second.secondOfEpoch(), second));
    for (Frame before : dropped.reversed()) {
      News older = news.unpack(before.news);
      requests.addAll(older.requests());
      older.seconds().forEach(second -> seconds.putIfAbsent(second.secondOfEpoch(), second));
    }
    News thinned =
        new News(
            requests.subList(0, Math.min(REQUESTS, requests.size())),
            List.copyOf(seconds.descendingMap().values()));
    return new Frame(frame.point, frame.recordedNanos, frame.state, news.pack(thinned));
  }

  /// The figures of the moment alone.
  private static Snapshot stateOf(Snapshot of) {
    return with(of, List.of(), List.of(), List.of());
  }

  private static Snapshot with(
      Snapshot of,
      List<RequestTimeline> recent,
      List<Snapshot.Second> history,
      List<Snapshot.Incident> incidents) {
    return new Snapshot(
        of.number(),
        of.takenNanos(),
        of.startedNanos(),
        of.windowNanos(),
        of.headline(),
        of.pops(),
        of.paths(),
        recent,
        of.inFlight(),
        history,
        incidents,
        of.alarms(),
        of.kv(),
        of.cost(),
        of.keys(),
        Map.of(),
        of.eventsTotal(),
        of.droppedTotal());
  }
}
