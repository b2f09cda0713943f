package meridian.simulated;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import meridian.PopId;
import meridian.RequestId;
import meridian.Stage;
import meridian.budget.StageTrace;
import meridian.edge.Arrival;
import meridian.network.AccessLink;
import meridian.scenario.Planned;
import meridian.time.Interruption;
import meridian.time.WorldClock;

/// The clients of a simulated world: they do what the live world's generator and HTTP server do for
/// a request, on the same modelled ways.
///
/// Connections are kept as that generator keeps them: at most [#IDLE_PER_PLACE] idle ones for each
/// place and PoP, for [#KEEP_IDLE]; without one a request pays for a new connection. Guarded by the
/// baton.
public final class Population {
  /// At most this many idle connections between a place and a PoP.
  public static final int IDLE_PER_PLACE = 6;

  /// How long an idle connection is kept.
  public static final Duration KEEP_IDLE = Duration.ofSeconds(15);

  private final WorldClock clock;
  private final AccessLink access;
  private final Door door;
  private final Function<String, PopId> nearest;
  private final Supplier<RequestId> ids;
  private final List<Optional<String>> credentials;
  private final Witness witness;
  private final Map<String, ArrayDeque<Long>> idleSince = new HashMap<>();
  private long sent;
  private long ended;

  /// @param nearest the PoP that a place is routed to now
  /// @param ids names requests
  /// @param credentials the key of each tenant, by [Planned#tenant]
  public Population(
      WorldClock clock,
      AccessLink access,
      Door door,
      Function<String, PopId> nearest,
      Supplier<RequestId> ids,
      List<String> credentials,
      Witness witness) {
    this.clock = clock;
    this.access = access;
    this.door = door;
    this.nearest = nearest;
    this.ids = ids;
    this.credentials = credentials.stream().map(Optional::of).toList();
    this.witness = witness;
  }

  /// Sends `planned` now and waits for the end of its answer; in a task of its own.
  public void send(Planned planned) {
    PopId pop = nearest.apply(planned.place());
    send(planned, pop, Optional.empty(), Viewer.NONE);
  }

  /// Sends `planned` now to `pop`, as an operator may, and waits for the end of its answer.
  ///
  /// @param cacheControl value of the header
  /// @return whether an answer or an error came
  public boolean send(Planned planned, PopId pop, Optional<String> cacheControl, Viewer viewer) {
    long sentNanos = clock.nanos();
    Witness.Sent request = new Witness.Sent(ids.get(), planned, sentNanos, cacheControl);
    String way = planned.place() + pop.code();
    boolean isCold = !takeIdle(way, sentNanos);
    SimulatedClient client =
        new SimulatedClient(clock, access, planned.place(), pop.code(), isCold, viewer);
    sent++;
    witness.sent(request);
    try {
      StageTrace trace = new StageTrace(sentNanos);
      comeUp(trace, planned, pop, isCold);
      door.serve(pop, arrival(request, isCold, trace.mark(), cacheControl), trace, client);
    } catch (Interruption stopped) {
      // The answer, or its absence, is told below.
    } finally {
      ended++;
      Optional<Witness.Answer> answer = client.answer();
      if (answer.isPresent()) {
        giveBack(way, clock.nanos());
        witness.answered(request, answer.get());
      } else {
        witness.abandoned(request, clock.nanos());
      }
    }
    return client.answer().isPresent();
  }

  /// How many requests have been sent.
  public long sent() {
    return sent;
  }

  /// How many of them still run.
  public long inFlight() {
    return sent - ended;
  }

  /// Lets the modelled way from the client to the PoP pass, and charges it.
  private void comeUp(StageTrace trace, Planned planned, PopId pop, boolean isCold) {
    long startNanos = trace.mark();
    long connectNanos = isCold ? access.connectNanos(planned.place(), pop.code()) : 0;
    long upNanos = access.upNanos(planned.place(), pop.code(), planned.body().length, isCold);
    clock.sleepUntil(startNanos + connectNanos + upNanos);
    if (isCold) {
      trace.lap(Stage.CLIENT_CONNECT, startNanos + connectNanos);
    }
    trace.lap(Stage.CLIENT_EDGE, clock.nanos());
  }

  private Arrival arrival(
      Witness.Sent request, boolean isCold, long receivedNanos, Optional<String> cacheControl) {
    Planned planned = request.planned();
    return new Arrival(
        request.id(),
        planned.place(),
        isCold,
        request.sentNanos(),
        receivedNanos,
        credentials.get(planned.tenant()),
        cacheControl,
        Optional.empty(),
        planned.body());
  }

  private boolean takeIdle(String way, long nowNanos) {
    ArrayDeque<Long> idle = idleSince.get(way);
    if (idle == null || idle.isEmpty()) {
      return false;
    }
    if (nowNanos - idle.removeLast() < KEEP_IDLE.toNanos()) {
      return true;
    }
    idle.clear(); // the others have been idle for longer
    return false;
  }

  private void giveBack(String way, long nowNanos) {
    ArrayDeque<Long> idle =
        idleSince.computeIfAbsent(way, _ -> new ArrayDeque<>(IDLE_PER_PLACE + 1));
    if (idle.size() == IDLE_PER_PLACE) {
      idle.removeFirst();
    }
    idle.addLast(nowNanos);
  }
}
