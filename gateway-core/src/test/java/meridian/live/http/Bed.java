package meridian.live.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import meridian.AnswerHead;
import meridian.CacheResult;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.Layer;
import meridian.PopId;
import meridian.Refusal;
import meridian.StageTimes;
import meridian.TokenUsage;
import meridian.budget.StageTrace;
import meridian.edge.Arrival;
import meridian.edge.Client;
import meridian.network.AccessLink;
import meridian.telemetry.Event;
import meridian.time.Dice;
import meridian.time.Interruption;
import meridian.time.WorldClock;

/// A real server on loopback with a PoP that a test programs.
final class Bed implements AutoCloseable {
  /// The default bounds with deadlines that a test can wait for.
  static final HttpBounds QUICK =
      new HttpBounds(
          64 << 10,
          1 << 20,
          16 << 10,
          2 << 10,
          200,
          Duration.ofMillis(1_500),
          Duration.ofMillis(4_000),
          Duration.ofMillis(1_000),
          1 << 10,
          Duration.ofSeconds(5));

  /// Small bodies and the default deadlines, which a busy machine does not reach.
  static final HttpBounds PATIENT =
      new HttpBounds(
          QUICK.bodyBytes(),
          QUICK.bodiesBytes(),
          QUICK.headerBytes(),
          QUICK.uriBytes(),
          QUICK.connections(),
          HttpBounds.DEFAULT.headerDeadline(),
          HttpBounds.DEFAULT.bodyDeadline(),
          HttpBounds.DEFAULT.bodyGrace(),
          HttpBounds.DEFAULT.bodyBytesPerSecond(),
          HttpBounds.DEFAULT.idle());

  static final PopId SIN = new PopId("SIN");
  static final PopId FRA = new PopId("FRA");
  static final WorldClock CLOCK = new RealClock();

  final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  final List<PopId> pops = new CopyOnWriteArrayList<>();
  final List<Event> events = new CopyOnWriteArrayList<>();
  final AtomicReference<Readiness> readiness = new AtomicReference<>(Readiness.READY);
  final HttpFrontDoor door;

  /// What the PoP does.
  interface Program {
    void serve(Arrival arrival, StageTrace trace, Client client) throws Client.ClientGone;
  }

  Bed(HttpBounds bounds, AccessLink access, Program program) {
    SequencedMap<PopId, Integer> ports = new LinkedHashMap<>();
    ports.put(SIN, 0);
    ports.put(FRA, 0);
    PopHandler handler =
        (pop, arrival, trace, client) -> {
          pops.add(pop);
          arrivals.add(arrival);
          try {
            program.serve(arrival, trace, client);
          } catch (Client.ClientGone gone) {
            events.add(new Event.ClientLeft(arrival.id(), pop, CLOCK.nanos()));
          }
        };
    try {
      door =
          HttpFrontDoor.open(
              new HttpListeners("127.0.0.1", 0, ports, OptionalInt.of(0)),
              bounds,
              new HttpService(
                  handler,
                  new TwoPlaces(),
                  Bed::models,
                  readiness::get,
                  () -> "meridian_up 1\n",
                  access,
                  CLOCK,
                  new RequestIds(new Dice(7)),
                  events::add));
    } catch (IOException e) {
      throw new AssertionError("a server on free ports", e);
    }
  }

  Bed(Program program) {
    this(PATIENT, AccessLink.REAL, program);
  }

  /// A bed whose PoP answers every request with the same completion.
  Bed(HttpBounds bounds) {
    this(bounds, AccessLink.REAL, Bed::answer);
  }

  int port() {
    return door.addresses().frontDoor().getPort();
  }

  URI uri(String path) {
    return door.addresses().frontDoor().resolve(path);
  }

  List<String> cuts() {
    return events.stream()
        .filter(Event.ConnectionCut.class::isInstance)
        .map(event -> ((Event.ConnectionCut) event).reason())
        .toList();
  }

  @Override
  public void close() {
    door.stop(Duration.ZERO);
  }

  static void answer(Arrival arrival, StageTrace trace, Client client) throws Client.ClientGone {
    client.whole(
        head(arrival), new ChatRequest(Json.Obj.empty(), "m", false, false), completion(), now());
  }

  static long now() {
    return CLOCK.nanos();
  }

  static Completion completion() {
    Json.Obj message = Json.Obj.of("role", new Json.Text("assistant")).with("content", "Hellö");
    Json.Obj choice =
        Json.Obj.of("index", Json.Num.of(0)).with("message", message).with("finish_reason", "stop");
    Json.Obj body =
        Json.Obj.of("id", new Json.Text("chatcmpl-1"))
            .with("object", "chat.completion")
            .with("choices", new Json.Arr(List.of(choice)));
    return new Completion(body, new TokenUsage(1, 0, 1));
  }

  static Json.Obj chunk(String content) {
    Json.Obj delta = Json.Obj.of("content", new Json.Text(content));
    Json.Obj choice = Json.Obj.of("index", Json.Num.of(0)).with("delta", delta);
    return Json.Obj.of("choices", new Json.Arr(List.of(choice)));
  }

  static AnswerHead head(Arrival arrival) {
    return new AnswerHead(
        arrival.id(),
        SIN,
        CacheResult.HIT,
        Layer.EDGE,
        AnswerHead.LookUp.HIT,
        Optional.empty(),
        0,
        3_600_000_000_000L,
        Optional.empty(),
        StageTimes.NONE,
        Optional.empty(),
        Optional.empty(),
        meridian.Allowances.NONE,
        "");
  }

  private static ModelCatalog.Listing models(PopId pop, Optional<String> credential) {
    if (credential.isEmpty()) {
      return new ModelCatalog.Listing.Refused(
          Refusal.permanent(401, "invalid_request_error", "invalid_api_key", "expected a key"));
    }
    return new ModelCatalog.Listing.Listed(
        List.of(new ModelCatalog.Model("gpt-4o-mini", "openai", 1_700_000_000L)));
  }

  private static final class TwoPlaces implements ClientPlaces {
    @Override
    public boolean isKnown(String code) {
      return codes().contains(code);
    }

    @Override
    public List<String> codes() {
      return List.of("SIN", "FRA", "BER");
    }

    @Override
    public String defaultPlace() {
      return "SIN";
    }

    @Override
    public PopId nearestPop(String code) {
      return code.equals("SIN") ? SIN : FRA;
    }
  }

  private static final class RealClock implements WorldClock {
    private final long offset = System.currentTimeMillis() * 1_000_000L - System.nanoTime();

    @Override
    public long nanos() {
      return System.nanoTime() + offset;
    }

    @Override
    public void sleepUntil(long nanos) {
      while (nanos() < nanos) {
        LockSupport.parkNanos(nanos - nanos());
        if (Thread.interrupted()) {
          throw new Interruption("sleeping");
        }
      }
    }
  }
}
